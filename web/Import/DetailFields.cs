using System.Collections.Frozen;
using Grains.Cases;

namespace Web.Import;

/// <summary>The members of <see cref="CaseDetails"/> that a column of a log can fill, by their names on the wire.</summary>
internal static class DetailFields
{
    private static readonly FrozenDictionary<string, Func<CaseDetails, DateTimeOffset, CaseDetails>> Instants =
        new Dictionary<string, Func<CaseDetails, DateTimeOffset, CaseDetails>>
        {
            ["promisedClosingTime"] = (details, at) => details with { PromisedClosingTime = at },
            ["appliedAt"] = (details, at) => details with { AppliedAt = at },
            ["closedAt"] = (details, at) => details with { ClosedAt = at },
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<CaseDetails, string, CaseDetails>> Texts =
        new Dictionary<string, Func<CaseDetails, string, CaseDetails>>
        {
            ["channel"] = (details, text) => details with { Channel = text },
            ["reason"] = (details, text) => details with { Reason = text },
            ["remedies"] = (details, text) => details with { Remedies = text },
            ["ground"] = (details, text) => details with { Ground = text },
            ["noticeProof"] = (details, text) => details with { NoticeProof = text },
            ["result"] = (details, text) => details with { Result = text },
            ["approver"] = (details, text) => details with { Approver = text },
            ["basis"] = (details, text) => details with { Basis = text },
            ["opinion"] = (details, text) => details with { Opinion = text },
            ["documentNumber"] = (details, text) => details with { DocumentNumber = text },
        }.ToFrozenDictionary();

    /// <summary>The type a member always has; null for a name that is no member.</summary>
    public static DataType? TypeOf(string name) =>
        Instants.ContainsKey(name) ? DataType.Instant : Texts.ContainsKey(name) ? DataType.Text : null;

    /// <summary>The details with an instant in the member of that name; null when there is no such member.</summary>
    public static CaseDetails? WithInstant(CaseDetails details, string name, DateTimeOffset at) =>
        Instants.TryGetValue(name, out var set) ? set(details, at) : null;

    /// <summary>The details with a text in the member of that name; null when there is no such member.</summary>
    public static CaseDetails? WithText(CaseDetails details, string name, string text) =>
        Texts.TryGetValue(name, out var set) ? set(details, text) : null;
}
