namespace Grains.Catalogue;

/// <summary>The life of an item: draft → checked → settled → reviewed → published → retired (domain.md, Catalogue).</summary>
public static class ItemLife
{
    /// <summary>Furthest ahead that a version or a retirement may begin, years (platform default): what lies beyond is a mistyped year.</summary>
    public const int MostYearsAhead = 2;

    /// <summary>The latest day on which a version or a retirement may begin.</summary>
    /// <param name="today">Today in the jurisdiction's zone.</param>
    public static DateOnly LatestDay(DateOnly today) => today.AddYears(MostYearsAhead);

    /// <summary>
    /// Whether a published version that has not begun gives way to a publication for its first day or an earlier one: to the same text, which
    /// is given another day so; to any, where its day lies beyond what is taken, for its year is a slip. Another text never makes a version
    /// vanish that is to come.
    /// </summary>
    /// <param name="first">Its first day; null = none yet.</param>
    /// <param name="text">Its document.</param>
    /// <param name="content">What is to be published.</param>
    /// <param name="today">Today in the jurisdiction's zone.</param>
    public static bool GivesWay(DateOnly? first, ItemContent text, ItemContent content, DateOnly today) =>
        first > today && (first > LatestDay(today) || CatalogueJson.Write(text) == CatalogueJson.Write(content));

    /// <summary>First day of the last version that a publication leaves standing: it begins after that day. Null = none.</summary>
    /// <param name="published">What was published, newest first: first day and document.</param>
    /// <param name="content">What is to be published.</param>
    /// <param name="today">Today in the jurisdiction's zone.</param>
    public static DateOnly? Standing(IEnumerable<(DateOnly? First, ItemContent Text)> published, ItemContent content, DateOnly today)
    {
        DateOnly? sooner = null;
        foreach (var (first, text) in published)
        {
            // What a later one begins before has given way to it already.
            if (first >= sooner)
                continue;
            if (!GivesWay(first, text, content, today))
                return first;
            sooner = first;
        }

        return null;
    }

    /// <summary>The last day from which a publication may apply: what was published for a day is not put off to a later one.</summary>
    /// <param name="first">First day of the version published last; null = none.</param>
    /// <param name="text">Its document.</param>
    /// <param name="content">What is to be published.</param>
    /// <param name="today">Today in the jurisdiction's zone.</param>
    public static DateOnly LastDay(DateOnly? first, ItemContent? text, ItemContent content, DateOnly today) =>
        text is not null && first <= LatestDay(today) && GivesWay(first, text, content, today) ? first.Value : LatestDay(today);

    /// <summary>What a command does to an item.</summary>
    /// <param name="state">The item.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="vertical">Its department is vertically managed (垂管): its documents are filed, not reviewed.</param>
    /// <param name="rules">What the rulebook adds to the completeness of documents.</param>
    public static ItemDecision Decide(ItemState state, ItemCommand command, bool vertical = false, CompletenessRules? rules = null) =>
        (command, state.Open) switch
        {
            (not ItemCommand.Retire, _) when state.Latest is { Status: ItemStatus.Retired } => new ItemRefusal.AlreadyRetired(),
            ({ Seen: { } seen }, _) when state.Versions is [.., var last] && ItemBasis.Of(last.Content) != seen => new ItemRefusal.Overtaken(),
            (ItemCommand.Draft draft, var open) => DecideDraft(state, open, draft),
            (ItemCommand.Check, { Status: >= ItemStatus.Checked }) => ItemDecision.Nothing,
            (ItemCommand.Check, { } open) => new ItemEvent.Checked { Version = open.Number },
            (ItemCommand.Settle, { Status: >= ItemStatus.Settled }) => ItemDecision.Nothing,
            (ItemCommand.Settle, { Status: < ItemStatus.Checked }) => new ItemRefusal.StepMissing(ItemStatus.Checked),
            (ItemCommand.Settle settle, { } open) => new ItemEvent.Settled(settle.Signature) { Version = open.Number },
            (ItemCommand.Review, { Status: < ItemStatus.Settled }) => new ItemRefusal.StepMissing(ItemStatus.Settled),
            (ItemCommand.Review review, { } open) => DecideReview(open, review, vertical),
            (ItemCommand.Return, { Status: ItemStatus.Draft }) => ItemDecision.Nothing,
            (ItemCommand.Return back, { } open) => new ItemEvent.Returned(back.Reason) { Version = open.Number },
            (ItemCommand.Publish publish, null) when state.Latest?.EffectiveFrom == publish.EffectiveFrom => ItemDecision.Nothing,
            (ItemCommand.Publish publish, { } open) => DecidePublish(state, open, publish, vertical, rules),
            (ItemCommand.Retire retire, _) => DecideRetire(state, retire),
            _ => new ItemRefusal.NothingToDecide(),
        };

    /// <summary>The item after something has happened to it.</summary>
    public static ItemState Evolve(ItemState state, ItemEvent happened) => happened switch
    {
        ItemEvent.Drafted drafted => EvolveDrafted(state, drafted),
        ItemEvent.Checked => Change(state, happened, v => v with { Status = ItemStatus.Checked }),
        ItemEvent.Settled => Change(state, happened, v => v with { Status = ItemStatus.Settled }),
        ItemEvent.Reviewed reviewed => Change(state, happened, v => EvolveReviewed(v, reviewed)),
        ItemEvent.Returned => Change(state, happened, v => v with { Status = ItemStatus.Draft, Reviews = [] }),
        ItemEvent.Published published => Change(
            EndVersionBefore(state, published), happened, v => v with { Status = ItemStatus.Published, EffectiveFrom = published.EffectiveFrom }),
        ItemEvent.Retired retired => Change(state, happened, v => v with { Status = ItemStatus.Retired, EffectiveUntil = retired.From }),
        _ => throw new InvalidOperationException($"An item does not know {happened.GetType().Name}."),
    };

    private static ItemDecision DecideDraft(ItemState state, ItemState.Version? open, ItemCommand.Draft draft)
    {
        var content = draft.Content;
        if (state.Versions is [{ Content: var first }, ..])
        {
            if (first.Code != content.Code)
                return new ItemRefusal.IdentityFixed("code");
            if (first.Department != content.Department)
                return new ItemRefusal.IdentityFixed("department");
            if (first.Kind != content.Kind)
                return new ItemRefusal.IdentityFixed("kind");
        }

        if (!(draft.Anew && open is null) && state.Versions is [.., var last] && CatalogueJson.Write(last.Content) == CatalogueJson.Write(content))
            return ItemDecision.Nothing;
        return new ItemEvent.Drafted(content) { Version = open?.Number ?? state.Versions.Length + 1 };
    }

    private static ItemDecision DecideReview(ItemState.Version open, ItemCommand.Review review, bool vertical)
    {
        var required = Reviews.RequiredFor(open.Content, vertical);
        if (!required.Contains(review.Office))
            return new ItemRefusal.WrongOffice(required);
        if (open.Reviews.Contains(review.Office))
            return ItemDecision.Nothing;
        var last = required.All(office => office == review.Office || open.Reviews.Contains(office));
        return new ItemEvent.Reviewed(review.Office, review.Document, last) { Version = open.Number };
    }

    private static ItemDecision DecidePublish(
        ItemState state, ItemState.Version open, ItemCommand.Publish publish, bool vertical, CompletenessRules? rules)
    {
        var findings = Completeness.Check(open.Content, publish.EffectiveFrom, rules);
        if (!Completeness.Permits(findings))
            return new ItemRefusal.Incomplete(findings);
        if (open.Status < ItemStatus.Reviewed)
            return new ItemRefusal.StepMissing(open.Status switch
            {
                ItemStatus.Draft => ItemStatus.Checked,
                ItemStatus.Checked => ItemStatus.Settled,
                _ => ItemStatus.Reviewed,
            });
        // Only what was never published here may begin in the past: by the rest, cases have been judged.
        var earliest = publish.TakenOver && (publish.Opening || state.Latest is null) ? DateOnly.MinValue : state.FirstDayFrom(publish.Today);
        if (Standing(state.Published.Select(version => (version.EffectiveFrom, version.Content)), open.Content, publish.Today) is { } before && before >= earliest)
            earliest = before.AddDays(1);
        var last = LastDay(state.Latest?.EffectiveFrom, state.Latest?.Content, open.Content, publish.Today);
        return publish.EffectiveFrom < earliest ? new ItemRefusal.TooEarly(earliest)
            : publish.EffectiveFrom > last ? new ItemRefusal.TooLate(last)
            : new ItemEvent.Published(publish.EffectiveFrom, publish.TakenOver) { Version = open.Number };
    }

    private static ItemDecision DecideRetire(ItemState state, ItemCommand.Retire retire) => state.Latest switch
    {
        null => new ItemRefusal.StepMissing(ItemStatus.Published),
        { Status: ItemStatus.Retired } latest when latest.EffectiveUntil == retire.From => ItemDecision.Nothing,
        { Status: ItemStatus.Retired } => new ItemRefusal.AlreadyRetired(),
        _ when retire.From > LatestDay(retire.Today) => new ItemRefusal.TooLate(LatestDay(retire.Today)),
        // What was accepted earlier today was lawful then.
        var latest when retire.From < latest.RetirementFrom(retire.Today) => new ItemRefusal.TooEarly(latest.RetirementFrom(retire.Today)),
        var latest => new ItemEvent.Retired(retire.From, retire.Reason) { Version = latest.Number },
    };

    private static ItemState EvolveDrafted(ItemState state, ItemEvent.Drafted drafted)
    {
        var version = new ItemState.Version(drafted.Version, ItemStatus.Draft, drafted.Content, []);
        return new(drafted.Version > state.Versions.Length ? state.Versions.Add(version) : state.Versions.SetItem(drafted.Version - 1, version));
    }

    private static ItemState.Version EvolveReviewed(ItemState.Version version, ItemEvent.Reviewed reviewed) => version with
    {
        Reviews = version.Reviews.Add(reviewed.Office),
        Status = reviewed.Last ? ItemStatus.Reviewed : version.Status,
    };

    private static ItemState EndVersionBefore(ItemState state, ItemEvent.Published published) =>
        state.Latest is { } before && before.Number < published.Version
            ? new(state.Versions.SetItem(before.Number - 1, before with { EffectiveUntil = published.EffectiveFrom }))
            : state;

    private static ItemState Change(ItemState state, ItemEvent happened, Func<ItemState.Version, ItemState.Version> change) =>
        new(state.Versions.SetItem(happened.Version - 1, change(state.Versions[happened.Version - 1])));
}
