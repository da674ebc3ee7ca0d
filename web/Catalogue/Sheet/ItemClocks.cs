using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Catalogue.Sheet;

/// <summary>The clocks that a document sets, each in a sentence: from when, how long, by which law where the document says nothing.</summary>
public static class ItemClocks
{
    // The eight lawful grounds of grains/Cases/PauseGrounds (行政许可法 art. 45).
    private static readonly string[] LawfulGrounds =
        ["hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert-review"];

    /// <summary>Every clock, in the order in which they run; empty without limits.</summary>
    public static IEnumerable<(string Key, string Sentence)> Of(ItemContent content, ItemWords words)
    {
        if (content.Limits is not { } limits)
            yield break;
        if (!content.Kind.IsExOfficio())
            yield return ("accept", Stated(limits.Accept, LegalDefaults.Accept, "clock.accept", words));
        if (limits.Legal.Amount > 0)
            yield return ("legal", words["clock.legal", words.Limit(limits.Legal)]);
        if (limits.Promised is { } promised)
            yield return ("promised", words["clock.promised", words.Limit(promised)]);
        if (limits.ExtensionDays > 0)
            yield return ("extension", words["clock.extension", limits.ExtensionDays]);
        if (limits.GreenChannel is { } green)
            yield return ("greenChannel", words["clock.green", words.Limit(green)]);
        if (content.ReportedUp)
            yield return ("forward", Stated(limits.Forward, LegalDefaults.PreliminaryReview, "clock.forward", words));
        if (content.ResultPublic)
            yield return ("publish", limits.Publish is { } publish ? words["clock.publish", words.Limit(publish)] : words["clock.publish.none"]);
        if (content.DocumentDelivered)
            yield return ("deliver", Stated(limits.Deliver, LegalDefaults.Deliver, "clock.deliver", words));
        yield return ("pause", words["clock.pause", string.Join(words["and"], LawfulGrounds.Concat(content.ExtraPauseGrounds).Select(words.Ground))]);
    }

    private static string Stated(Limit? limit, LegalLimit law, string key, ItemWords words) =>
        limit is { } own ? words[key, words.Limit(own)] : words[key, words.Limit(law.Limit)] + words["clock.by-law", law.Clause];
}
