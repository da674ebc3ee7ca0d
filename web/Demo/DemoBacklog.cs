using System.Text.Json;
using Grains.Cases;
using Grains.Journal;
using Tenancy;
using Web.Interface;

namespace Web.Demo;

/// <summary>Records what has happened in the demo before it begins, as imported history, so that the first look shows a province at work.</summary>
/// <remarks>
/// Told through the data interface it would be sixty days of late entry of every department. As history it is judged as of
/// its own time; a case that goes on live is judged like any other from then on.
/// </remarks>
internal sealed class DemoBacklog(Journal journal, Registries registries, Jurisdictions jurisdictions)
{
    private const int CallsAtOnce = 4;

    /// <summary>Records the backlog; returns how many events it has. Done twice with the same traffic it changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The platform refused an event: the catalogue and the systems do not fit together.</exception>
    public async Task<int> RecordAsync(Traffic traffic, CancellationToken cancellation)
    {
        var told = traffic.Backlog().GroupBy(t => t.System, t => t.Event).Select(events => (System: events.Key, Events: events.ToList())).ToList();
        await Parallel.ForEachAsync(
            told, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellation },
            async (history, stop) => await RecordAsync(history.System, history.Events, stop));
        return told.Sum(history => history.Events.Count);
    }

    private async Task RecordAsync(DemoSystem system, List<DemoEvent> events, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(system.Jurisdiction, out var jurisdiction))
            throw new InvalidOperationException($"The demo has no jurisdiction {system.Jurisdiction}.");
        var registry = await registries.CurrentAsync(jurisdiction.Id, cancellation);
        if (!registry.TryDepartment(system.Department, out var department))
            throw new InvalidOperationException($"{system.Jurisdiction} has no department {system.Department}.");
        foreach (var chunk in events.Chunk(EventReader.MostEvents))
        {
            var read = EventReader.Read(JsonSerializer.SerializeToUtf8Bytes(chunk, DemoEvent.Form), system.Department, CaseSource.History);
            var answer = await journal.RecordAsync(new CaseBatch(jurisdiction.Id, department.Id, read.Facts, read.Refused) { Source = CaseSource.History });
            if (answer.Refused.Count > 0)
                throw new InvalidOperationException($"{answer.Refused.Count} events of {system.Department} were refused, the first: {answer.Refused[0]}");
        }
    }
}
