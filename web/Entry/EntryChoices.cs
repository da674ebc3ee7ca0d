using System.Collections.Immutable;
using System.Globalization;
using Grains.Cases;
using Microsoft.Extensions.Localization;

namespace Web.Entry;

/// <summary>What a field of a form lets choose from.</summary>
public static class EntryChoices
{
    /// <summary>The value by which a pause on a ground that the law does not know is entered: it stops no clock.</summary>
    public const string OtherGround = "other";

    /// <summary>The choices of a field, value and words.</summary>
    /// <param name="subject">What the form is about.</param>
    /// <param name="field">The field.</param>
    /// <param name="cases">Words of cases.</param>
    /// <param name="words">Words of forms.</param>
    public static IEnumerable<(string Value, string Words)> Of(EntrySubject subject, EntryField field, IStringLocalizer cases, IStringLocalizer words) => field.Member switch
    {
        "approver" when field.Form == EntryFieldForm.Head => subject.Heads.Select(head => (head.Login, $"{head.Name} ({head.Login})")),
        "channel" => Named("channel", cases, "window", "online", "mobile", "courier", "other"),
        "caseType" => Enum.GetValues<CaseType>().Select(type => (((int)type).ToString(CultureInfo.InvariantCulture), cases[$"type.{Cases.CaseAddress.Name(type)}"].Value)),
        "result" => Named("result", cases, "passed", "failed"),
        "ground" =>
        [
            .. Named("ground", cases, "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert-review"),
            .. subject.Version.ExtraPauseGrounds.Select(ground => (ground, ground)),
            (OtherGround, words["ground.other"].Value),
        ],
        "feeType" => Named("feeType", cases, "fee", "deposit", "pledge"),
        "feeItem" =>
        [
            .. subject.Version.Fees.Select(fee => (fee.Code, string.Create(CultureInfo.InvariantCulture, $"{fee.Name} ≤ {fee.Maximum:#,0.##}"))),
            ("other", words["fee.other"].Value),
        ],
        "approver" => subject.Posts.Select(post => (post, Pages.Cases.CaseModel.PostName(post, cases))),
        "satisfaction" => Enumerable.Range(1, 5).Select(mark => (mark.ToString(CultureInfo.InvariantCulture), words[$"satisfaction.{mark}"].Value)),
        "corrects" => subject.Facts.Where(fact => fact.Fact.Source != CaseSource.Platform).OrderBy(fact => fact.N).Select(fact => (
            fact.Fact.EventId,
            $"#{fact.N} {cases[$"kind.{EventKindNames.NameOf(fact.Fact.Kind)}"].Value} {subject.Calendar.Zone.Local(fact.Fact.OccurredAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}")),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Name, "Nothing to choose from is known for this field."),
    };

    /// <summary>What a list field offers to tick.</summary>
    public static ImmutableArray<string> ListOf(EntrySubject subject, EntryField field) =>
        field.Member == "prerequisites" ? subject.Version.Prerequisites : subject.Materials;

    private static (string Value, string Words)[] Named(string group, IStringLocalizer words, params string[] values) =>
        [.. values.Select(value => (value, words[$"{group}.{value}"].Value))];
}
