using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Silo.Ticker;
using Silo.Valve;
using Tenancy;
using Xunit;
using static Platform.Tests.Silo.TestProvince;

namespace Platform.Tests.Silo.Valve;

/// <summary>Carriers in any interleaving, dying anywhere, beside commits, restores, new epochs and moves: in the end every ancestor has the origins' rows.</summary>
public sealed class InterleavingTests(PostgresServer server)
{
    private const int Steps = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public Task AnyInterleaving_EndsInTheOriginsRows(int seed) => RunAsync(seed, All, disasters: true);

    // Many carriers of one tenant overtake each other much more often.
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public Task CarriersThatOvertakeEachOther_EndInTheOriginsRows(int seed) => RunAsync(seed, [County], disasters: false);

    private async Task RunAsync(int seed, IReadOnlyList<TenantId> origins, bool disasters)
    {
        await using var province = await TestProvince.CreateAsync(server);
        await using var ticks = new Ticks(province.Sessions, TimeProvider.System, NullLogger<Ticks>.Instance);
        await using var reach = new Reach(province.Sessions, TimeProvider.System, NullLogger<Reach>.Instance);
        var carrier = new Carrier(province.Sessions, province.Jurisdictions, ticks, reach, TimeProvider.System, NullLogger<Carrier>.Instance);
        var random = new Random(seed);
        var steps = new World(province, random, origins, disasters);
        for (var i = 0; i < Steps; i++)
            await steps.StepAsync();

        // A new process begins with a thorough round; then it is woken by the marks alone.
        IReadOnlyCollection<TenantId> wanting = All;
        for (var round = 0; wanting.Count > 0; round++)
        {
            Assert.True(round < 10, "The valve does not come to rest.");
            var more = await carrier.CarryAsync(wanting, default);
            var pending = new HashSet<TenantId>(more);
            foreach (var tenant in All)
            {
                if (await province.IsPendingAsync(tenant))
                    pending.Add(tenant);
            }

            wanting = pending;
        }

        await province.AssertCarriedAsync();
        Assert.NotEmpty(await province.RowsAsync(Province, County));
    }

    /// <summary>What can happen in any order.</summary>
    private sealed class World(TestProvince province, Random random, IReadOnlyList<TenantId> origins, bool disasters)
    {
        private readonly Origins _origins = new(province.Sessions);
        private readonly Destinations _destinations = new(province.Sessions);
        private readonly List<Carriage> _carriages = [];
        private readonly HashSet<TenantId> _backups = [];

        public Task StepAsync() => random.Next(disasters ? 20 : 17) switch
        {
            < 5 => province.CommitAsync(Any(origins), random.Next(1, 4), random.Next(1, 3), random.Next(1, 3), random.Next(4)),
            < 7 => EscalateAsync(Any(origins)),
            < 10 => ReadAsync(Any(origins)),
            < 16 => GoOnAsync(),
            16 => Task.FromResult(_carriages.Count > 0 && _carriages.Remove(Any(_carriages))),
            17 => BackUpOrRestoreAsync(Any([Province, City, OtherCity])),
            18 => RaiseEpochAsync(Any(origins)),
            _ => MoveAsync(),
        };

        private T Any<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

        private async Task EscalateAsync(TenantId tenant)
        {
            await province.CommitAsync(tenant);
            await province.EscalateAsync(tenant, random.Next(1, 5), random.Next(1, 6));
        }

        private async Task ReadAsync(TenantId origin)
        {
            var ancestors = province.Jurisdictions.Tree.AncestorsOf(origin).Select(a => a.Id).ToList();
            var reachable = ancestors.Where(_ => random.Next(5) > 0).ToList();
            _carriages.Add(new(await _origins.ReadAsync(origin, ancestors, reachable, "Asia/Shanghai", default), ancestors, [.. reachable]));
        }

        private async Task GoOnAsync()
        {
            if (_carriages.Count == 0)
                return;
            var carriage = Any(_carriages);
            if (carriage.Left.Count > 0)
            {
                var target = Any(carriage.Left);
                carriage.Left.Remove(target);
                var hearing = await _destinations.PutAsync(target, [carriage.Parcel], [], default);
                (hearing.Heard.Count > 0 ? carriage.Heard : carriage.Lost).Add(target);
                return;
            }

            _carriages.Remove(carriage);
            foreach (var former in carriage.Parcel.Former)
            {
                await _destinations.WithdrawAsync(former, carriage.Parcel.Origin, default);
                carriage.Lost.Add(former);
            }

            await _origins.SettleAsync(
                carriage.Parcel, carriage.Heard, carriage.Lost, [], carriage.Ancestors.All(carriage.Heard.Contains), [], default, default);
        }

        private async Task BackUpOrRestoreAsync(TenantId ancestor)
        {
            if (_backups.Add(ancestor))
            {
                await province.OwnerAsync(ancestor, $"""
                    create table backup_figure_{ancestor} as select * from figure where tenant = {ancestor} and origin <> tenant;
                    alter table backup_figure_{ancestor} drop column version_block;
                    create table backup_escalation_{ancestor} as select * from escalation where tenant = {ancestor} and origin <> tenant;
                    create table backup_received_{ancestor} as select * from received where tenant = {ancestor}
                    """);
                return;
            }

            _backups.Remove(ancestor);
            await province.OwnerAsync(ancestor, $"""
                delete from figure where tenant = {ancestor} and origin <> tenant; insert into figure select * from backup_figure_{ancestor};
                delete from escalation where tenant = {ancestor} and origin <> tenant; insert into escalation select * from backup_escalation_{ancestor};
                delete from received where tenant = {ancestor}; insert into received select * from backup_received_{ancestor};
                drop table backup_figure_{ancestor}, backup_escalation_{ancestor}, backup_received_{ancestor}
                """);
        }

        private Task RaiseEpochAsync(TenantId tenant) => province.OwnerAsync(tenant, $"""
            begin;
            select seq from head where tenant = {tenant} for update;
            delete from figure where tenant = {tenant} and origin = tenant and part = 1 and day < '2026-11-20';
            delete from escalation where tenant = {tenant} and origin = tenant and signal < 3;
            update head set epoch = epoch + 1, seq = seq - seq / 4 where tenant = {tenant};
            update figure set version = least(version, (select seq from head where tenant = {tenant})) where tenant = {tenant} and origin = tenant;
            update escalation set version = least(version, (select seq from head where tenant = {tenant})) where tenant = {tenant} and origin = tenant;
            update tenant_due set outbox_pending = true where tenant = {tenant};
            commit
            """);

        private async Task MoveAsync()
        {
            await province.DirectoryAsync($"update jurisdiction set parent = {random.Next(2, 4)} where id = {Any([County, SecondCounty, OtherCounty])}");
            await province.Jurisdictions.RefreshAsync();
        }
    }

    /// <summary>A carrier between two of its steps.</summary>
    private sealed record Carriage(Parcel Parcel, IReadOnlyList<TenantId> Ancestors, List<TenantId> Left)
    {
        public List<TenantId> Heard { get; } = [];

        public List<TenantId> Lost { get; } = [];
    }
}
