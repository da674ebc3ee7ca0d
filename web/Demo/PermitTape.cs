using System.Collections.Immutable;
using Grains.Cases;
using Web.Import;

namespace Web.Demo;

/// <summary>The permit log as a tape to be played at any time: its cases, freed from their dates.</summary>
internal static class PermitTape
{
    /// <summary>Reads the tape from the log, through the same reader and profile as an import.</summary>
    public static async Task<ImmutableArray<TapeCase>> Read(LogFile log, CancellationToken cancellation)
    {
        var profile = (await MappingProfiles.Find("wabo-receipt", cancellation)).Profile!;
        var mapper = new FactMapper(profile);
        Dictionary<string, List<CaseFact>> cases = [];
        await foreach (var item in LogReader.Read(log, profile, long.MaxValue, _ => { }, cancellation))
        {
            if (mapper.Map(item) is not LogFact { Fact: var fact })
                continue;
            if (!cases.TryGetValue(fact.CaseNo, out var facts))
                cases[fact.CaseNo] = facts = [];
            facts.Add(fact);
        }

        return [.. cases.Values.Select(ToTape)];
    }

    private static TapeCase ToTape(List<CaseFact> facts)
    {
        var accepted = facts.Single(fact => fact.Kind == CaseEventKind.Accepted);
        var zero = accepted.OccurredAt;
        return new TapeCase(
            accepted.Details.AppliedAt!.Value - zero,
            accepted.Details.PromisedClosingTime!.Value - zero,
            accepted.Details.ClosedAt - zero,
            accepted.Details.Channel ?? "",
            [.. facts.Where(fact => fact.Step is not null).OrderBy(fact => fact.OccurredAt)
                .Select(fact => new TapeStep(fact.Step!, fact.OccurredAt - zero, fact.Handler ?? ""))]);
    }
}
