using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Bench.Peers;

/// <summary>The same peer with EF Core: one unit of work an event.</summary>
internal sealed class EfPeer(NpgsqlDataSource source)
{
    public async Task RecordAsync(PeerEvent one)
    {
        await using var context = new Context(source);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var found = await context.Cases
            .FromSql($"select * from peer_case where tenant = {one.Tenant} and department = {one.Department} and case_no = {one.CaseNo} for update")
            .SingleOrDefaultAsync();
        if (found is null)
        {
            found = new PeerCase { Tenant = one.Tenant, Department = one.Department, CaseNo = one.CaseNo, Item = one.Item, Status = one.Kind };
            context.Cases.Add(found);
        }

        found.N++;
        found.Status = one.Kind;
        found.UpdatedAt = one.OccurredAt;
        context.Events.Add(new PeerEventRow
        {
            Case = found, Tenant = one.Tenant, EventId = one.EventId, Kind = one.Kind, Step = one.Step, Post = one.Post, Handler = one.Handler,
            OccurredAt = one.OccurredAt, RecordedAt = one.OccurredAt, Data = one.Data,
        });
        var counter = await context.Counters.FindAsync(one.Tenant, one.Department, one.Kind);
        if (counter is null)
            context.Counters.Add(new PeerCounter { Tenant = one.Tenant, Department = one.Department, Kind = one.Kind, N = 1 });
        else
            await context.Database.ExecuteSqlAsync($"update peer_counter set n = n + 1 where tenant = {one.Tenant} and department = {one.Department} and kind = {one.Kind}");
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private sealed class Context(NpgsqlDataSource source) : DbContext
    {
        public DbSet<PeerCase> Cases => Set<PeerCase>();

        public DbSet<PeerEventRow> Events => Set<PeerEventRow>();

        public DbSet<PeerCounter> Counters => Set<PeerCounter>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(source);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<PeerCase>(e =>
            {
                e.ToTable("peer_case").HasKey(c => c.Id);
                e.Property(c => c.Id).HasColumnName("id").UseIdentityAlwaysColumn();
                e.Property(c => c.Tenant).HasColumnName("tenant");
                e.Property(c => c.Department).HasColumnName("department");
                e.Property(c => c.CaseNo).HasColumnName("case_no");
                e.Property(c => c.Item).HasColumnName("item");
                e.Property(c => c.Status).HasColumnName("status");
                e.Property(c => c.N).HasColumnName("n");
                e.Property(c => c.UpdatedAt).HasColumnName("updated_at");
            });
            modelBuilder.Entity<PeerEventRow>(e =>
            {
                e.ToTable("peer_event").HasKey(c => c.Id);
                e.Property(c => c.Id).HasColumnName("id").UseIdentityAlwaysColumn();
                e.Property(c => c.CaseId).HasColumnName("case_id");
                e.HasOne(c => c.Case).WithMany().HasForeignKey(c => c.CaseId);
                e.Property(c => c.Tenant).HasColumnName("tenant");
                e.Property(c => c.EventId).HasColumnName("event_id");
                e.Property(c => c.Kind).HasColumnName("kind");
                e.Property(c => c.Step).HasColumnName("step");
                e.Property(c => c.Post).HasColumnName("post");
                e.Property(c => c.Handler).HasColumnName("handler");
                e.Property(c => c.OccurredAt).HasColumnName("occurred_at");
                e.Property(c => c.RecordedAt).HasColumnName("recorded_at");
                e.Property(c => c.Data).HasColumnName("data");
            });
            modelBuilder.Entity<PeerCounter>(e =>
            {
                e.ToTable("peer_counter").HasKey(c => new { c.Tenant, c.Department, c.Kind });
                e.Property(c => c.Tenant).HasColumnName("tenant");
                e.Property(c => c.Department).HasColumnName("department");
                e.Property(c => c.Kind).HasColumnName("kind");
                e.Property(c => c.N).HasColumnName("n");
            });
        }
    }

    private sealed class PeerCase
    {
        public long Id { get; init; }

        public int Tenant { get; init; }

        public int Department { get; init; }

        public required string CaseNo { get; init; }

        public required string Item { get; init; }

        public required string Status { get; set; }

        public int N { get; set; }

        public DateTimeOffset UpdatedAt { get; set; }
    }

    private sealed class PeerEventRow
    {
        public long Id { get; init; }

        public long CaseId { get; init; }

        public required PeerCase Case { get; init; }

        public int Tenant { get; init; }

        public required string EventId { get; init; }

        public required string Kind { get; init; }

        public string? Step { get; init; }

        public string? Post { get; init; }

        public string? Handler { get; init; }

        public DateTimeOffset OccurredAt { get; init; }

        public DateTimeOffset RecordedAt { get; init; }

        public string? Data { get; init; }
    }

    private sealed class PeerCounter
    {
        public int Tenant { get; init; }

        public int Department { get; init; }

        public required string Kind { get; init; }

        public long N { get; init; }
    }
}
