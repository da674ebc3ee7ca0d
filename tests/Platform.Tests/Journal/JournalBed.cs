using Dapper;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Journal;
using Grains.Journal.Verification;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Tenancy;
using Xunit;

namespace Platform.Tests.Journal;

/// <summary>A journal over a real province: each county has department D1 with one permit (20 days legal, 10 promised, one step).</summary>
public sealed class JournalBed(PostgresServer server) : IAsyncLifetime
{
    public const string Item = "PERMIT-1";

    /// <summary>A second item of the same department: a confirmation, promised in 5 working days.</summary>
    public const string SecondItem = "CONFIRM-1";

    private const string InsertItem = """
        insert into item (tenant, id, department, kind, code, name, created_at) values (@Tenant, @Id, 1, @Kind, @Code, @Name, now());
        insert into item_version (tenant, item, version, status, effective_from, published_at, body)
          values (@Tenant, @Id, 1, 4, date '2010-01-01', now(), @Body::jsonb);
        select app.registry_changed();
        """;

    public TestPlatform Platform { get; } = new(server);

    public Grains.Journal.Journal Journal { get; private set; } = null!;

    public RulebookBook Rulebooks { get; private set; } = null!;

    public JournalGround Ground { get; private set; } = null!;

    /// <summary>Counts anew; what is carried upward here is carried before, so it waits for nothing.</summary>
    public FigureRecount Recount => new(Platform.Sessions, Platform.Jurisdictions, Ground) { LookPause = TimeSpan.Zero };

    public TenantId County => Platform["330802"].Id;

    public TenantId Neighbour => Platform["330825"].Id;

    public TenantId Elsewhere => Platform["330122"].Id;

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        var calendars = new CalendarBook(Platform.Sessions, Platform.Jurisdictions);
        await new CalendarChanges(Platform.Sessions).SeedAsync();
        await calendars.RefreshAsync();
        await new RulebookChanges(Platform.Sessions, Platform.Jurisdictions).SeedAsync();
        Rulebooks = new RulebookBook(Platform.Sessions, Platform.Jurisdictions);
        await Rulebooks.RefreshAsync();
        Ground = new JournalGround(new Registries(Platform.Sessions), calendars, Rulebooks, new OutageBook(Platform.Sessions, Platform.Jurisdictions), new Persons());
        Journal = new Grains.Journal.Journal(
            Platform.Sessions, Platform.Jurisdictions, Ground, new Commits(), NullLogger<Grains.Journal.Journal>.Instance);
        foreach (var tenant in new[] { County, Neighbour, Elsewhere })
            await RegisterAsync(tenant);
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Platform.DisposeAsync();
    }

    public Task<BatchAnswer> RecordAsync(TenantId tenant, params CaseFact[] facts) => Journal.RecordAsync(new CaseBatch(tenant, 1, facts, []));

    public static CaseFact Fact(string caseNo, string eventId, CaseEventKind kind, DateTimeOffset at, CaseDetails? details = null) =>
        new(eventId, caseNo, Item, kind, at, kind == CaseEventKind.StepCompleted ? "examine" : null,
            kind is CaseEventKind.Approved or CaseEventKind.Rejected ? "head" : "examiner", "经办人01", details ?? CaseDetails.None, CaseSource.Interface)
        {
            Raw = System.Text.Encoding.UTF8.GetBytes(eventId),
        };

    /// <summary>One value as the tenant's own session sees it.</summary>
    public async Task<T> ScalarAsync<T>(TenantId tenant, string sql)
    {
        await using var session = await Platform.Sessions.OpenAsync(tenant);
        var connection = await session.ConnectAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>The tenant's own totals: accepted, open, closed, on time, late, overdue.</summary>
    public async Task<Totals> TotalsAsync(TenantId tenant)
    {
        await using var session = await Platform.Sessions.OpenAsync(tenant);
        var connection = await session.ConnectAsync();
        return await connection.QuerySingleOrDefaultAsync<Totals>("""
            select accepted, open, closed, on_time as OnTime, late, overdue, green, yellow, red from figure where part = 0 and origin = tenant
            """) ?? new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private async Task RegisterAsync(TenantId tenant)
    {
        await using var session = await Platform.Sessions.OpenAsync(tenant);
        var connection = await session.ConnectAsync();
        await connection.ExecuteScalarAsync("select app.register_department('D1', '审批局', false, true)");
        var content = new ItemContent
        {
            Code = Item,
            Name = "施工许可",
            Department = "D1",
            Kind = ItemKind.Permit,
            Limits = new ItemLimits(null, new Limit(20, LimitUnit.WorkingDays), new Limit(10, LimitUnit.WorkingDays), null, null, null, 10, null),
            Flow = new Flow([new FlowStep("examine", "审查", ["examiner"], null, [])], "head"),
            ResultPublic = false,
            DocumentDelivered = false,
        };
        var other = content with
        {
            Code = SecondItem,
            Name = "竣工确认",
            Kind = ItemKind.Confirmation,
            Limits = content.Limits with { Promised = new Limit(5, LimitUnit.WorkingDays) },
        };
        await InsertAsync(1, content);
        await InsertAsync(2, other);

        Task InsertAsync(int id, ItemContent item) => connection.ExecuteAsync(
            InsertItem, new { Tenant = tenant.Value, Id = id, Kind = (short)item.Kind, item.Code, item.Name, Body = CatalogueJson.Write(item) });
        await session.CommitAsync();
    }
}

/// <summary>A jurisdiction's own totals.</summary>
public sealed record Totals(long Accepted, long Open, long Closed, long OnTime, long Late, long Overdue, long Green, long Yellow, long Red);
