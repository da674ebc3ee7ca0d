using Dapper;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tenancy;
using Tenancy.Hosting;

namespace Bench.Bed;

/// <summary>A server of the bench's own with one province, its counties, a department and an item in each.</summary>
internal sealed class TestBed : IAsyncDisposable
{
    public const string ItemCode = "BENCH-PERMIT-1";
    public const string HoursItemCode = "BENCH-HOURS-1";
    private const string Database = "platform_data_1";

    private const string InsertJurisdictions = """
        insert into jurisdiction (key, code, name, level, parent, placement)
        select '990000', '990000', '测试省', 1, null::integer, @Database
        union all select (990000 + n)::text, (990000 + n)::text, '测试县' || n, 3, null, @Database from generate_series(1, @Counties) n;
        update jurisdiction set parent = (select id from jurisdiction where key = '990000') where level = 3;
        """;

    private const string InsertItem = """
        insert into item (tenant, id, department, kind, code, name, created_at) values (@Tenant, @Id, 1, 1, @Code, @Name, now());
        insert into item_version (tenant, item, version, status, effective_from, published_at, body)
          values (@Tenant, @Id, 1, 4, date '2020-01-01', now(), @Body::jsonb);
        select app.registry_changed();
        """;

    private readonly DatabaseServer _server;

    private TestBed(DatabaseServer server)
    {
        _server = server;
        Jurisdictions = new Jurisdictions(server.Databases);
        Sessions = new Sessions(server.Databases, Jurisdictions);
        Registries = new Registries(Sessions);
        Calendars = new CalendarBook(Sessions, Jurisdictions);
        Admin = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(server.Embedded!.LoopbackConnectionString)
        {
            Database = Database, MaxPoolSize = 64,
        }.ConnectionString).Build();
    }

    public Jurisdictions Jurisdictions { get; }

    public Sessions Sessions { get; }

    public Registries Registries { get; }

    public CalendarBook Calendars { get; }

    public Commits Commits { get; } = new();

    public Journal Journal { get; private set; } = null!;

    public NpgsqlDataSource Admin { get; }

    /// <summary>How another process reaches the same databases; the key lies in the data folder.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder(_server.Embedded!.AdminConnectionString) { Database = ServerSettings.DefaultDirectory }.ConnectionString;

    public int Postmaster => _server.Embedded!.ProcessId;

    public TenantId Province { get; private set; }

    public IReadOnlyList<TenantId> Counties { get; private set; } = [];

    public static async Task<TestBed> StartAsync(string folder, int counties)
    {
        var server = await DatabaseServer.OpenAsync(new ServerSettings(null, null, folder, [Database]));
        await server.MigrateAsync();
        var bed = new TestBed(server);
        await bed.PopulateAsync(counties);
        return bed;
    }

    /// <summary>A source for peers: the same server and database, auto-prepare on or off.</summary>
    public NpgsqlDataSource Peer(bool autoPrepare) => new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(Admin.ConnectionString)
    {
        Password = new NpgsqlConnectionStringBuilder(_server.Embedded!.LoopbackConnectionString).Password,
        MaxPoolSize = 16,
        MaxAutoPrepare = autoPrepare ? 50 : 0,
        AutoPrepareMinUsages = 2,
    }.ConnectionString).Build();

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Admin.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task PopulateAsync(int counties)
    {
        await using (var directory = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_server.Embedded!.LoopbackConnectionString) { Database = ServerSettings.DefaultDirectory }))
        await using (var connection = await directory.OpenConnectionAsync())
            await connection.ExecuteAsync(InsertJurisdictions, new { Database, Counties = counties });
        await Jurisdictions.RefreshAsync();
        Province = Jurisdictions.Tree.All.Single(j => j.Parent is null).Id;
        Counties = [.. Jurisdictions.Tree.ChildrenOf(Province).Select(j => j.Id)];
        foreach (var tenant in Counties.Append(Province))
            await RegisterAsync(tenant);
        await new CalendarChanges(Sessions).SeedAsync();
        await Calendars.RefreshAsync();
        await new RulebookChanges(Sessions, Jurisdictions).SeedAsync();
        var ground = new JournalGround(Registries, Calendars, new RulebookBook(Sessions, Jurisdictions), new OutageBook(Sessions, Jurisdictions), new Persons());
        Journal = new Journal(Sessions, Jurisdictions, ground, Commits, NullLogger<Journal>.Instance);
    }

    private async Task RegisterAsync(TenantId tenant)
    {
        await using var session = await Sessions.OpenAsync(tenant);
        var connection = await session.ConnectAsync();
        await connection.ExecuteScalarAsync("select app.register_department('D1', '测试审批局', false, true)");
        await connection.ExecuteAsync(InsertItem, new { Tenant = tenant.Value, Id = 1, Code = ItemCode, Item.Name, Body = CatalogueJson.Write(Item) });
        var hours = Item with { Code = HoursItemCode, Limits = new ItemLimits(null, new Limit(24, LimitUnit.Hours), null, null, null, null, 0, null) };
        await connection.ExecuteAsync(InsertItem, new { Tenant = tenant.Value, Id = 2, Code = HoursItemCode, Item.Name, Body = CatalogueJson.Write(hours) });
        await session.CommitAsync();
    }

    private static ItemContent Item { get; } = new()
    {
        Code = ItemCode,
        Name = "测试许可",
        Department = "D1",
        Kind = ItemKind.Permit,
        Limits = new ItemLimits(null, new Limit(20, LimitUnit.WorkingDays), new Limit(10, LimitUnit.WorkingDays), null, null, null, 10, null),
        Flow = new Flow(
            [
                new FlowStep("examine", "审查", ["examiner"], new Limit(5, LimitUnit.WorkingDays), []),
            ],
            "head"),
        ResultPublic = false,
    };
}
