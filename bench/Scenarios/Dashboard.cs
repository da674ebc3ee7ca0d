using System.Diagnostics;
using Bench.Bed;
using Web.Live;

namespace Bench.Scenarios;

/// <summary>Reading a province's figures for its dashboard, with a year of days of every county in its tables.</summary>
internal sealed class Dashboard(TestBed bed, bool quick)
{
    private const string Fill = """
        insert into figure (tenant, origin, epoch, part, department, item_kind, day, version, received, accepted, closed, on_time, late, as_of)
        select $1, o, 1, 1, 0, k, current_date - d, 1, 40, 38, 35, 33, 2, now() from unnest($2::integer[]) o, generate_series(1, 3) k, generate_series(0, 364) d
        union all select $1, o, 1, 0, 0, 0, date '0001-01-01', 1, 43800, 41610, 38325, 36135, 2190, now() from unnest($2::integer[]) o
        union all select $1, o, 1, 2, n, 0, date '0001-01-01', 1, 4380, 4161, 3832, 3613, 219, now() from unnest($2::integer[]) o, generate_series(1, 10) n
        on conflict do nothing
        """;

    /// <summary>Latencies in milliseconds of the totals with all children.</summary>
    public async Task<IReadOnlyList<double>> RunAsync()
    {
        await using (var command = bed.Admin.CreateCommand(Fill))
        {
            command.Parameters.Add(new() { Value = bed.Province.Value });
            command.Parameters.Add(new() { Value = bed.Counties.Select(c => c.Value).ToArray() });
            await command.ExecuteNonQueryAsync();
        }

        await using (var vacuum = bed.Admin.CreateCommand("vacuum analyze figure"))
            await vacuum.ExecuteNonQueryAsync();
        var figures = new LiveFigures(
            bed.Sessions, bed.Jurisdictions, new SheetReader(bed.Sessions, bed.Jurisdictions), new JudgedUntil(bed.Sessions, TimeProvider.System));
        var province = bed.Jurisdictions.Tree[bed.Province];
        var times = new List<double>();
        var warm = quick ? 50 : 200;
        for (var i = 0; i < warm * 3; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var totals = await figures.TotalsAsync(bed.Province, province, Picture.Depth);
            if (i >= warm)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (totals.Children.Count != bed.Counties.Count)
                throw new InvalidOperationException($"{totals.Children.Count} counties are in the picture.");
        }

        return times;
    }
}
