using System.Text;
using Grains.Calendars;
using Npgsql;
using NpgsqlTypes;
using Tenancy;
using Tenancy.Isolation;

namespace Grains.Journal;

/// <summary>Writes changes of calendars to the directory database, which tells the audit log of each.</summary>
public sealed class CalendarChanges(Sessions sessions)
{
    private const string InsertClosure = """
        insert into closure_change (tenant, day, closed, made_by, reason) values ($1, $2, $3, $4, $5)
        """;

    private const string LoadPaper = "select app.load_holiday_paper($1, $2, $3)";

    private const string SeedPaper = "select app.seed_holiday_paper($1, $2)";

    /// <summary>Closes a day, or lifts a closure; the caller has decided that it may (<see cref="Closure"/>).</summary>
    /// <param name="tenant">The jurisdiction.</param>
    /// <param name="day">The local day.</param>
    /// <param name="closed">True to close it, false to lift the closure.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The account that does it.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task CloseAsync(TenantId tenant, DateOnly day, bool closed, string reason, string by, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await session.CommitAsync(
        [
            new NpgsqlBatchCommand(InsertClosure)
            {
                Parameters =
                {
                    new() { Value = tenant.Value },
                    new() { Value = day },
                    new() { Value = closed },
                    new() { Value = by },
                    new() { Value = reason },
                },
            },
        ], cancellation);
    }

    /// <summary>Loads a new or amended paper for the whole nation; false when the jurisdiction stands under another.</summary>
    /// <param name="tenant">A root of the tree: the province.</param>
    /// <param name="paper">The file, as read by <see cref="ArrangementFile"/>.</param>
    /// <param name="year">The year of its title.</param>
    /// <param name="by">The account that does it.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<bool> LoadAsync(TenantId tenant, ReadOnlyMemory<byte> paper, int year, string by, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var load = new NpgsqlBatchCommand(LoadPaper) { Parameters = { new() { Value = year }, Json(paper), new() { Value = by } } };
        if (!await AskAsync(session, load, cancellation))
            return false;
        await session.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Stores the papers that come with this build, each if its year is not there yet; returns how many were new.</summary>
    public async Task<int> SeedAsync(CancellationToken cancellation = default)
    {
        var added = 0;
        foreach (var (year, file) in ShippedArrangements.Files)
        {
            await using var session = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
            var seed = new NpgsqlBatchCommand(SeedPaper) { Parameters = { new() { Value = year }, Json(file) } };
            added += await AskAsync(session, seed, cancellation) ? 1 : 0;
            await session.CommitAsync(cancellation);
        }

        return added;
    }

    private static NpgsqlParameter Json(ReadOnlyMemory<byte> file) =>
        new() { Value = Encoding.UTF8.GetString(file.Span), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static async Task<bool> AskAsync(TenantSession session, NpgsqlBatchCommand question, CancellationToken cancellation)
    {
        await using var reader = await session.ReadAsync([question], cancellation);
        return await reader.ReadAsync(cancellation) && reader.GetBoolean(0);
    }
}
