namespace Grains.Catalogue;

/// <summary>Taking over a catalogue that was reviewed and published elsewhere: all steps of its life at once, on the strength of a named paper.</summary>
public static class TakingOver
{
    /// <summary>The commands that publish a complete document; an incomplete one only becomes a draft, one in force already nothing, one still to come for another first day is published anew, as far as it may have that day.</summary>
    /// <param name="state">The item as it is.</param>
    /// <param name="content">The document.</param>
    /// <param name="effectiveFrom">First day on which it applies; may lie in the past.</param>
    /// <param name="paper">Number of the paper by which it was published.</param>
    /// <param name="today">Today in the jurisdiction's zone.</param>
    /// <param name="vertical">Its department is vertically managed.</param>
    /// <param name="opening">Several past versions are entered before the jurisdiction has any case; otherwise only the first may begin in the past.</param>
    public static IEnumerable<ItemCommand> Commands(
        ItemState state, ItemContent content, DateOnly effectiveFrom, string paper, DateOnly today, bool vertical, bool opening = false)
    {
        var known = state is { Open: null, Latest.Content: var last } && CatalogueJson.Write(last) == CatalogueJson.Write(content);
        var moved = state.Latest?.EffectiveFrom is { } first && first > today && first != effectiveFrom;
        if (known && !moved)
            yield break;
        yield return new ItemCommand.Draft(content, Anew: moved);
        if (!Completeness.Permits(Completeness.Check(content, effectiveFrom)))
            yield break;
        yield return new ItemCommand.Check();
        yield return new ItemCommand.Settle(paper);
        foreach (var office in Reviews.RequiredFor(content, vertical))
            yield return new ItemCommand.Review(office, paper);
        yield return new ItemCommand.Publish(effectiveFrom, today, TakenOver: true, Opening: opening);
    }
}
