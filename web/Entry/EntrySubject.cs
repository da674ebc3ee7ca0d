using System.Collections.Immutable;
using System.Globalization;
using Grains.Calendars;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Journal;
using Grains.Rules;
using Tenancy;
using Web.Cases;
using Web.Interface;

namespace Web.Entry;

/// <summary>What a form is about: a case that is known, or one to come, with all that it is judged by.</summary>
public sealed record EntrySubject
{
    /// <summary>Whose.</summary>
    public required Jurisdiction Jurisdiction { get; init; }

    /// <summary>The department that handles it.</summary>
    public required RegisteredDepartment Department { get; init; }

    /// <summary>The item.</summary>
    public required CatalogueItem Item { get; init; }

    /// <summary>By which way what is entered comes in: <see cref="CaseSource.Form"/> or <see cref="CaseSource.SecondEntry"/>.</summary>
    public required CaseSource Source { get; init; }

    /// <summary>The case; null for one to come.</summary>
    public CaseFile? Case { get; init; }

    /// <summary>Number of a case to come; null while it is not known.</summary>
    public string? Number { get; init; }

    /// <summary>The materials that the catalogue asks for.</summary>
    public ImmutableArray<string> Materials { get; init; } = [];

    /// <summary>The calendar by which its days are counted.</summary>
    public required WorkCalendar Calendar { get; init; }

    /// <summary>The rulebooks it is judged by.</summary>
    public required Rulebooks Rulebooks { get; init; }

    /// <summary>Now, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What is known to have happened.</summary>
    public ImmutableArray<RecordedFact> Facts => Case is null ? [] : [.. Case.Timeline.Select(moment => moment.Recorded)];

    /// <summary>Number of the last fact that is known, by which a form tells what it had seen; 0 for a case to come.</summary>
    public int Known => Facts.IsEmpty ? 0 : Facts.Max(fact => fact.N);

    /// <summary>Whether facts are known that a form had not seen when it was opened.</summary>
    public bool HasMovedSince(EntryInput input) =>
        int.TryParse(input["known"], NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known < Known;

    /// <summary>The state of the case.</summary>
    public CaseState State => Case?.State ?? CaseState.New;

    /// <summary>The version of the item that applies to the case as it stands.</summary>
    public ItemVersion Version => Item.VersionAt(BasisOf(State));

    /// <summary>What a state of this case is judged by.</summary>
    public CaseJudging JudgingOf(CaseState state, DateTimeOffset now) =>
        new(Item.VersionAt(BasisOf(state)), Item.IsRetired(BasisOf(state)), Rulebooks, Calendar, now);

    /// <summary>Posts of the department that whoever enters it holds; empty where none was given, and in second entry, where the other system names the post.</summary>
    public ImmutableArray<string> HeldPosts { get; init; } = [];

    /// <summary>Accounts that exercise the role of the department's head, who alone approves that its limit for deciding is extended (行政许可法 art. 42).</summary>
    public ImmutableArray<(string Login, string Name)> Heads { get; init; } = [];

    /// <summary>Posts that a form offers: those held, else all that the department has.</summary>
    public ImmutableArray<string> OfferedPosts => HeldPosts.IsEmpty ? Posts : HeldPosts;

    /// <summary>On what the post rests that a form of the platform records; null in second entry.</summary>
    public string? PostBasis => Source != CaseSource.Form ? null : HeldPosts.IsEmpty ? PostBases.Stated : PostBases.Held;

    /// <summary>Posts that the department has: those of the flow, and whoever decides.</summary>
    public ImmutableArray<string> Posts =>
        [.. Version.Flow.Steps.SelectMany(step => step.Posts).Append(Version.Flow.DecidingPost).Where(post => post.Length > 0).Distinct(StringComparer.Ordinal)];

    private DateOnly BasisOf(CaseState state) => Calendar.Zone.DayOf(state.AcceptedAt ?? state.OpenedAt ?? Now);
}
