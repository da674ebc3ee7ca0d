using System.Text.Json.Serialization;

namespace Web.Import.Jobs;

/// <summary>Where an import through the site stands.</summary>
[JsonConverter(typeof(KebabStatus))]
public enum ImportStatus : short
{
    /// <summary>Waiting or running; an interrupted one goes on when its node starts again.</summary>
    Running = 1,

    /// <summary>Ended; its summary tells what came of it.</summary>
    Ended = 2,

    /// <summary>Failed as a whole: nothing could be done with it.</summary>
    Failed = 3,

    /// <summary>Cancelled by somebody; what was recorded until then stays, and the same log again goes on with it.</summary>
    Cancelled = 4,
}

/// <summary>Whether the error report of an import can be had.</summary>
[JsonConverter(typeof(KebabReport))]
public enum ImportReport
{
    /// <summary>There is none: nothing was refused, or none of it has been written yet.</summary>
    None,

    /// <summary>It is there.</summary>
    Kept,

    /// <summary>There was one; its lines name people and were removed 90 days after the import was over.</summary>
    Forgotten,
}

/// <summary>An import through the site.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was uploaded, UTC.</param>
/// <param name="EndedAt">When it ended or failed, UTC.</param>
/// <param name="Actor">Who uploaded it, by sign-in name.</param>
/// <param name="FileName">What the file is called.</param>
/// <param name="Profile">Name of the mapping profile.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Fraction">How much of the file has been read, 0 to 1.</param>
/// <param name="Events">Number of events in the platform so far.</param>
/// <param name="Refused">Number of rows refused so far.</param>
/// <param name="Summary">What came of it; null until it has ended.</param>
/// <param name="Fault">Why it failed as a whole; null when it did not.</param>
/// <param name="CancelledBy">Who cancelled it, by sign-in name; null when nobody did.</param>
/// <param name="Report">Whether its error report can be had.</param>
public sealed record ImportJob(
    Guid Id, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, string Actor, string FileName, string Profile, ImportStatus Status,
    double Fraction, long Events, long Refused, ImportSummary? Summary, string? Fault, string? CancelledBy, ImportReport Report);

/// <summary>Writes the status as <c>running</c>, <c>ended</c>, <c>failed</c>, <c>cancelled</c>.</summary>
internal sealed class KebabStatus() : JsonStringEnumConverter<ImportStatus>(System.Text.Json.JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>Writes the report's state as <c>none</c>, <c>kept</c>, <c>forgotten</c>.</summary>
internal sealed class KebabReport() : JsonStringEnumConverter<ImportReport>(System.Text.Json.JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
