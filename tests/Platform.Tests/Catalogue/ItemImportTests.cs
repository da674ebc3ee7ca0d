using System.Text;
using Grains.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Platform.Tests.Server;
using Tenancy;
using Web.Catalogue;
using Web.Catalogue.Import;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Catalogue;

public sealed class ItemImportTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private string DatabaseOf(string key) => platform[key].Database;

    private TenantId County => platform["330802"].Id;

    private ItemImport Import
    {
        get
        {
            var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            return new(
                new(platform.Sessions, platform.Jurisdictions), new(platform.Sessions, platform.Jurisdictions, TimeProvider.System),
                services.GetRequiredService<IStringLocalizer<Web.Resources.Catalogue>>());
        }
    }

    private static async Task<ImportRows> CsvAsync(string text) => await ItemCsvRows.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), None);

    private static async Task<ImportRows> JsonAsync(string text) => await ItemJsonRows.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), None);

    private Task<ItemImportAnswer> RunAsync(ImportRows rows, ItemImport.Options? options = null) =>
        Import.RunAsync(County, "someone", rows, options ?? new(), _ => true, None);

    [Fact]
    public async Task RealItems_AreTakenInWithTheirDepartments_AndLackWhatTheirSourceDoesNotTell()
    {
        await using var file = typeof(ServiceItems).Assembly.GetManifestResourceStream("service-items/service-items-511602.csv")!;
        var answer = await RunAsync(await ItemCsvRows.ReadAsync(file, None), new(RegisterDepartments: true));

        Assert.Equal((1135, 1135, 0), (answer.Rows, answer.Created, answer.Refused.Count));
        Assert.Equal(1135, answer.Incomplete.Count);
        Assert.Contains(answer.Incomplete[0].Missing, m => m.Code == "legal-limit-missing");
        Assert.Empty(answer.IgnoredColumns);
        Assert.Equal(39, await platform.Server.ScalarAsync<long>(DatabaseOf("330802"), $"select count(*) from department where tenant = {County} and length(code) > 2"));

        file.Position = 0;
        Assert.Equal(1135, (await RunAsync(await ItemCsvRows.ReadAsync(file, None))).Unchanged);
    }

    [Fact]
    public async Task BadRows_AreLocated_AndGoodOnesKept()
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("B1", "水务局")], None);
        var answer = await RunAsync(await CsvAsync(
            "实施编码,事项名称,事项类型代码,department,法定办结时限,法定办结时限单位,colour\n" +
            "b-1,河道采砂许可,01,B1,20,工作日,red\n" +
            "b-2,,1,B1,,,\n" +
            "b-3,某事项,77,B1,,,\n" +
            "b-4,某事项,1,B9,,,\n" +
            "b-5,某事项,1,B1,二十,工作日,\n" +
            "b-6,某事项,1,B1,20,旬,\n" +
            "b-1,河道采砂许可,1,B1,20,,\n" +
            "b-7,少一列,1\n"));

        Assert.Equal((8, 1), (answer.Rows, answer.Created));
        Assert.Equal(["colour"], answer.IgnoredColumns);
        Assert.Equal(
            [
                (2, "name", "name-missing"), (3, "kind", "unknown-kind"), (4, "department", "department-unknown"), (5, "legalLimit", "not-a-number"),
                (6, "legalLimitUnit", "unknown-unit"), (7, "code", "duplicate-code"), (8, "", "field-count"),
            ],
            answer.Refused.Select(r => (r.Row, r.Field, r.Code)));
        Assert.Contains("77", answer.Refused[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DepartmentsOfKeptRowsAlone_AreRegistered_AndNamedInTheAnswer()
    {
        var mine = await CsvAsync("item_code,itemName,task_type,dept_code,department\nn-1,某备案,10,N1,经信局\n");
        Assert.Equal([new("N1", "经信局")], (await RunAsync(mine, new(RegisterDepartments: true))).RegisteredDepartments);

        var rows = await CsvAsync(
            "item_code,itemName,task_type,dept_code,department\n" +
            "n-1,某备案,10,N2,换了部门的事项\n" +
            "n-2,,10,N3,写坏的名称\n" +
            "n-3,某备案,10,N3,水务局\n" +
            "n-4,某备案,77,N4,只在拒收的行里\n" +
            "n-5,某备案,10,N1,经信局\n" +
            "n-6,某备案,10,N6,不归他管\n");
        static bool MayEdit(string department) => department != "N6";
        var options = new ItemImport.Options(RegisterDepartments: true);
        var preview = await Import.PreviewAsync(County, rows, options, MayEdit, None);
        var before = await RegisteredAsync();
        var answer = await Import.RunAsync(County, "someone", rows, options, MayEdit, None);

        Assert.Equal([new("N3", "水务局")], preview.RegisteredDepartments);
        Assert.Equal("N1", before);
        Assert.Equal([new("N3", "水务局")], answer.RegisteredDepartments);
        Assert.Equal(2, answer.Created);
        Assert.Equal([1, 2, 4, 6], answer.Refused.Select(r => r.Row));
        Assert.Equal("N1,N3", await RegisteredAsync());
        Assert.Empty((await Import.RunAsync(County, "someone", rows, options, MayEdit, None)).RegisteredDepartments);

        Task<string> RegisteredAsync() => platform.Server.ScalarAsync<string>(
            DatabaseOf("330802"), $"select string_agg(code, ',' order by code) from department where tenant = {County} and code in ('N1', 'N2', 'N3', 'N4', 'N6')");
    }

    [Fact]
    public async Task DepartmentThatCannotBeRegistered_IsToldOnItsRow()
    {
        var name = new string('局', 101);
        var rows = await CsvAsync($"item_code,itemName,task_type,dept_code,department\nr-1,某备案,10,R 1,经信局\nr-2,某备案,10,R2,{name}\nr-3,某备案,10,R3,{name[1..]}\n");
        var answer = await RunAsync(rows, new(RegisterDepartments: true));

        Assert.Equal([(1, "department", "department-code-invalid"), (2, "departmentName", "department-name-invalid")], answer.Refused.Select(r => (r.Row, r.Field, r.Code)));
        Assert.Equal("R3", Assert.Single(answer.RegisteredDepartments).Code);
        Assert.Equal(1, answer.Created);
    }

    [Fact]
    public async Task JsonItems_AreTakenOverAsPublished_WhenComplete()
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("J1", "水务局")], None);
        var complete = CatalogueJson.Write(ItemGenerator.Generate(ServiceItems.All[1], "j-1", "J1", "水务局", []));
        const string Others = """{"code":"j-2","name":"某事项","department":"J1","kind":"permit"}, {"code":"j-3","limits":{"legal":{"amount":20,"unit":"fortnights"}}}""";
        var rows = await JsonAsync($"[{complete}, {Others}]");
        var answer = await RunAsync(rows, new(new(2021, 1, 1), "川政〔2020〕1号"));

        Assert.Equal((2, 1), (answer.Created, answer.Published));
        Assert.Equal("j-2", Assert.Single(answer.Incomplete).ItemCode);
        var refused = Assert.Single(answer.Refused);
        Assert.Equal((3, "j-3", "limits.legal.unit", "malformed-value"), (refused.Row, refused.ItemCode, refused.Field, refused.Code));
        Assert.Contains("fortnights", refused.Message, StringComparison.Ordinal);

        var again = await RunAsync(rows, new(new(2021, 1, 1), "川政〔2020〕1号"));
        Assert.Equal((0, 0, 2, 0), (again.Created, again.Changed, again.Unchanged, again.Published));
    }

    [Theory]
    [InlineData("""{"code":"u-1","name":"某事项","department":"U1","kind":"permit","promisedDays":5}""", "promisedDays")]
    [InlineData("""{"code":"u-1","name":"某事项","department":"U1","kind":"permit","limits":{"legal":{"amount":20,"unit":"working-days"},"promise":{}}}""", "limits.promise")]
    public async Task MemberThatNobodyKnows_RefusesItsRow_WhereItStands(string document, string field)
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("U1", "水务局")], None);
        var answer = await RunAsync(await JsonAsync($$"""[{{document}}, {"code":"u-2","name":"某事项","department":"U1","kind":"permit"}]"""));

        var refused = Assert.Single(answer.Refused);
        Assert.Equal((1, "u-1", field, "unknown-member"), (refused.Row, refused.ItemCode, refused.Field, refused.Code));
        Assert.Contains(field, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, answer.Created + answer.Unchanged);
    }

    [Fact]
    public async Task FlowOfACsvRow_WithAMemberThatNobodyKnows_IsRefused()
    {
        var answer = await RunAsync(await CsvAsync(
            "code,name,kind,department,flow\nf-1,某事项,1,F1,\"{\"\"steps\"\":[],\"\"decider\"\":\"\"head\"\"}\"\n"));
        Assert.Contains(("flow", "malformed-value"), answer.Refused.Select(r => (r.Field, r.Code)));
    }

    [Fact]
    public async Task WhatStandsBesideTheList_RefusesTheFile()
    {
        var broken = (await JsonAsync("""{"items":[],"effectiveFrom":"2024-01-01"}""")).Unreadable!;
        Assert.Equal(("$.effectiveFrom", "unknown-member"), (broken.Field, broken.Code));
    }

    /// <summary>The value at the place, not another one of the row.</summary>
    [Theory]
    [InlineData("""{"code":"v-1","elements":{"public":"sometimes"}}""", "elements.public", "sometimes")]
    [InlineData("""{"code":"v-1","elements":{"Public":7}}""", "elements.Public", "7")]
    [InlineData("""{"code":"v-1","elements":{"materials":["a",{"b":1}]}}""", "elements.materials[1]", "Object")]
    public async Task ValueThatCannotBeRead_IsToldWithItsItem(string document, string field, string value)
    {
        var refused = Assert.Single((await RunAsync(await JsonAsync($"[{document}]"))).Refused);
        Assert.Equal(("v-1", field, "malformed-value"), (refused.ItemCode, refused.Field, refused.Code));
        Assert.EndsWith(value, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Nothing that cannot be judged by is kept, and the rows beside it are.</summary>
    [Theory]
    [InlineData("\"prerequisites\":[null]", "prerequisites[0]", "malformed-value")]
    [InlineData("\"prerequisites\":null", "prerequisites", "malformed-value")]
    [InlineData("\"extraPauseGrounds\":[\"a\",null]", "extraPauseGrounds[1]", "malformed-value")]
    [InlineData("\"fees\":[null]", "fees[0]", "malformed-value")]
    [InlineData("\"fees\":[{\"code\":null}]", "fees[0].code", "malformed-value")]
    [InlineData("\"flow\":{\"steps\":[null]}", "flow.steps[0]", "malformed-value")]
    [InlineData("\"flow\":{\"steps\":[{\"code\":null}]}", "flow.steps[0].code", "malformed-value")]
    [InlineData("\"flow\":{\"steps\":[{\"code\":\"s\",\"posts\":[null]}]}", "flow.steps[0].posts[0]", "malformed-value")]
    [InlineData("\"flow\":{\"steps\":[{\"code\":\"s\",\"next\":[\"t\",null]}]}", "flow.steps[0].next[1]", "malformed-value")]
    [InlineData("\"flow\":{\"steps\":[{\"code\":\"s\",\"limit\":{\"amount\":5}}]}", "flow.steps[0].limit.unit", "member-missing")]
    [InlineData("\"limits\":{\"legal\":{\"amount\":5}}", "limits.legal.unit", "member-missing")]
    [InlineData("\"limits\":{\"legal\":{}}", "limits.legal.amount", "member-missing")]
    [InlineData("\"limits\":{\"promised\":{\"amount\":5}}", "limits.promised.unit", "member-missing")]
    [InlineData("\"elements\":{\"discretion\":[null]}", "elements.discretion[0]", "malformed-value")]
    [InlineData("\"elements\":{\"materials\":[null]}", "elements.materials[0]", "malformed-value")]
    [InlineData("\"elements\":null", "elements", "malformed-value")]
    [InlineData("\"elements\":{\"office\":\"x\\ud800\"}", "elements.office", "malformed-value")]
    [InlineData("\"\\ud800\":1", "$", "malformed-value")]
    public async Task NullInADocument_AndALimitWithoutAUnit_RefuseTheirRow_WhereTheyStand(string member, string field, string code)
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("L1", "水务局")], None);
        const string Essentials = "\"name\":\"某事项\",\"department\":\"L1\",\"kind\":\"permit\"";
        var answer = await RunAsync(await JsonAsync($$"""[{"code":"l-1",{{Essentials}} }, {"code":"l-2",{{Essentials}},{{member}} }]"""));

        var refused = Assert.Single(answer.Refused);
        Assert.Equal((2, "l-2", field, code), (refused.Row, refused.ItemCode, refused.Field, refused.Code));
        Assert.NotEmpty(refused.Expected);
        Assert.Equal(1, answer.Created + answer.Unchanged);
    }

    [Fact]
    public async Task MistypedYearOfATakenOverCatalogue_IsToldOnItsRows()
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("Y1", "水务局")], None);
        var rows = await JsonAsync(CatalogueJson.Write(ItemGenerator.Generate(ServiceItems.All[1], "y-1", "Y1", "水务局", [])));
        var refused = Assert.Single((await RunAsync(rows, new(new(2062, 11, 23), "川政〔2020〕1号"))).Refused);

        Assert.Equal((1, "y-1", "effectiveFrom", "item-effective-date-too-late"), (refused.Row, refused.ItemCode, refused.Field, refused.Code));
        Assert.Matches("^20[0-9]{2}-", refused.Expected);
    }

    [Fact]
    public async Task LaterDayForWhatIsToCome_IsToldOnItsRow_AndAnEarlierOneIsTaken()
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("Y2", "水务局")], None);
        var rows = await JsonAsync(CatalogueJson.Write(ItemGenerator.Generate(ServiceItems.All[1], "y-2", "Y2", "水务局", [])));
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(100);
        Assert.Equal(1, (await RunAsync(rows, new(day, "川政〔2020〕1号"))).Created);

        var refused = Assert.Single((await RunAsync(rows, new(day.AddDays(1), "川政〔2020〕1号"))).Refused);
        Assert.Equal((1, "y-2", "effectiveFrom", "item-effective-date-too-late", $"{day:yyyy-MM-dd}"), (refused.Row, refused.ItemCode, refused.Field, refused.Code, refused.Expected));
        Assert.Equal(1, (await RunAsync(rows, new(day, "川政〔2020〕1号"))).Unchanged);
        Assert.Empty((await RunAsync(rows, new(day.AddDays(-1), "川政〔2020〕1号"))).Refused);
    }

    [Fact]
    public async Task LimitsWithoutALegalOne_AreADraftThatLacksIt()
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("P1", "水务局")], None);
        const string Essentials = "\"name\":\"某事项\",\"department\":\"P1\",\"kind\":\"permit\"";
        var json = await RunAsync(await JsonAsync($$$$"""[{"code":"p-1",{{{{Essentials}}}},"limits":{}}, {"code":"p-2",{{{{Essentials}}}},"limits":{"promised":{"amount":5,"unit":"working-days"}}}]"""));
        var csv = await RunAsync(await CsvAsync("code,name,kind,department,promisedLimit\np-3,某事项,1,P1,5\n"));

        Assert.Equal((2, 1), (json.Created, csv.Created));
        Assert.All(json.Incomplete.Concat(csv.Incomplete), lack => Assert.Contains(lack.Missing, missing => missing.Code == "legal-limit-missing"));
    }

    [Fact]
    public async Task NullInAFlowOfACsvRow_RefusesTheRow()
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("Q1", "水务局")], None);
        var answer = await RunAsync(await CsvAsync("code,name,kind,department,flow\nq-1,某事项,1,Q1,\"{\"\"steps\"\":[null]}\"\nq-2,某事项,1,Q1,\n"));

        var refused = Assert.Single(answer.Refused);
        Assert.Equal((1, "flow", "malformed-value"), (refused.Row, refused.Field, refused.Code));
        Assert.Contains("$.steps[0]", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, answer.Created);
    }

    [Fact]
    public async Task JsonRow_RegistersItsDepartment_ByTheNameOfItsAuthority()
    {
        var rows = await JsonAsync("""[{"code":"a-1","name":"某事项","department":"A1","kind":"permit","elements":{"authority":"审批局"}}]""");

        Assert.Equal([new("A1", "审批局")], (await RunAsync(rows, new(RegisterDepartments: true))).RegisteredDepartments);
    }

    [Theory]
    [InlineData("""{"code":"w-1","name":"某事项","name":"别的事项","department":"W1","kind":"permit"}""", "name", "w-1")]
    [InlineData("""{"code":"w-1","name":"某事项","department":"W1","kind":"permit","elements":{"office":"a","Office":"b"}}""", "elements.Office", "w-1")]
    [InlineData("""{"code":"w-1","code":"w-2","name":"某事项","department":"W1","kind":"permit"}""", "code", "")]
    public async Task MemberToldTwice_RefusesItsRow_WhereItStands(string document, string field, string code)
    {
        await new DepartmentWriter(platform.Sessions).RegisterAsync(County, [new("W1", "水务局")], None);
        var refused = Assert.Single((await RunAsync(await JsonAsync($"[{document}]"))).Refused);
        Assert.Equal((code, field, "told-twice"), (refused.ItemCode, refused.Field, refused.Code));
    }

    [Fact]
    public async Task ListToldTwice_RefusesTheFile()
    {
        const string First = """{"code":"x-1","name":"某事项","department":"X1","kind":"permit"}""";
        var broken = (await JsonAsync($$"""{"items":[{{First}}],"items":[]}""")).Unreadable!;
        Assert.Equal(("$.items", "told-twice"), (broken.Field, broken.Code));
    }

    [Fact]
    public async Task UnreadableFiles_AreRefusedAsAWhole()
    {
        Assert.Equal("wrong-header", (await CsvAsync("a,b\n1,2\n")).Unreadable!.Code);
        Assert.Equal("malformed-json", (await JsonAsync("[{")).Unreadable!.Code);
    }

    /// <summary>编码 in GBK: as a member, as a text, beside the list.</summary>
    [Theory]
    [InlineData("[{\"", "\":1}]")]
    [InlineData("[{\"code\":\"", "\"}]")]
    [InlineData("{\"items\":[],\"", "\":1}")]
    [InlineData("{\"", "\":1}")]
    public async Task JsonThatIsNotUtf8_IsRefusedAsAWhole(string before, string after)
    {
        byte[] foreign = [.. Encoding.UTF8.GetBytes(before), 0xB1, 0xE0, 0xC2, 0xEB, .. Encoding.UTF8.GetBytes(after)];
        var broken = (await ItemJsonRows.ReadAsync(new MemoryStream(foreign), None)).Unreadable!;
        Assert.Equal(("$", "wrong-encoding", "UTF-8"), (broken.Field, broken.Code, broken.Expected));
    }

    [Theory]
    [InlineData("""{"items":[],"\ud800" : {"a":"b"}}""", """$.\ud800""")]
    [InlineData("""{"items":[],"\"\ud800":1}""", """$.\"\ud800""")]
    public async Task NameThatIsNoText_IsToldAsItIsWritten(string text, string field)
    {
        var broken = (await JsonAsync(text)).Unreadable!;
        Assert.Equal((field, "unknown-member"), (broken.Field, broken.Code));
    }

    [Fact]
    public async Task NameThatIsNoText_IsToldAsFarAsANameGoes() =>
        Assert.InRange((await JsonAsync($$"""{"items":[],"{{new string('x', 1000)}}\ud800":1}""")).Unreadable!.Field.Length, 90, 110);
}
