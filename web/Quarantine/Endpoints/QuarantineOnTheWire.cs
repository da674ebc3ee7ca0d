using System.Text;
using System.Text.Json.Serialization;
using Web.Cases;

namespace Web.Quarantine.Endpoints;

/// <summary>A refused event as the interface tells it.</summary>
/// <param name="Id">Its id: names the department and the content.</param>
/// <param name="Department">Code of the department.</param>
/// <param name="State">open, resubmitted or dismissed.</param>
/// <param name="EventId">The sender's id of the event, where it could be read.</param>
/// <param name="Field">The field at fault, as a path; empty where none could be read.</param>
/// <param name="Code">Stable code of the refusal.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="FirstAt">When this content first came, UTC.</param>
/// <param name="LastAt">When it last came, UTC.</param>
/// <param name="Times">How often it came.</param>
/// <param name="Resolution">Who decided what, when; absent while it is open.</param>
internal sealed record QuarantinedOnTheWire(
    string Id, string Department, string State, string? EventId, string Field, string Code, string Message, string Expected,
    DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times, QuarantineResolution? Resolution)
{
    /// <summary>By which source it first came, where one event was asked for: interface, hall, bulk-file, online or, from an import, history.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>The event's bytes as text, where one event was asked for and the caller may see them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Raw { get; init; }

    /// <summary>The corrected text that was recorded in its place.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Correction { get; init; }

    /// <summary>Whether more came than the 64 KiB that are kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Cut { get; init; }

    /// <summary>A line of the list.</summary>
    public static QuarantinedOnTheWire Of(QuarantineLine line, QuarantineScope scope) => new(
        line.Id.ToString(), scope.CodeOf(line.Id.Department), NameOf(line.State), line.EventId, line.Field, line.Code, line.Message, line.Expected,
        line.FirstAt, line.LastAt, line.Times, line.Resolution);

    /// <summary>One event with its bytes.</summary>
    public static QuarantinedOnTheWire Of(QuarantinedEvent entry, QuarantineScope scope)
    {
        var told = Of(entry.Line, scope) with { Source = CaseAddress.Name(entry.Source), Cut = entry.IsCut };
        return scope.MaySeePersons(entry.Line.Id.Department)
            ? told with { Raw = Encoding.UTF8.GetString(entry.Raw), Correction = entry.Correction is { } bytes ? Encoding.UTF8.GetString(bytes) : null }
            : told;
    }

    /// <summary>A state as the interface names it.</summary>
    public static string NameOf(QuarantineState state) => state.ToString().ToLowerInvariant();
}
