using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Web.Demo;

/// <summary>An event as a department's system sends it to the data interface (docs/interface.md).</summary>
internal sealed record DemoEvent(
    string EventId, string CaseNo, string ItemCode, string Department, string Kind, DateTimeOffset OccurredAt,
    string? Step, string? Post, string? Handler, IReadOnlyDictionary<string, object> Data)
{
    /// <summary>How it is written.</summary>
    public static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The event with its date: times in the data that are counted from acceptance become instants.</summary>
    /// <param name="scripted">What happens.</param>
    /// <param name="number">Its place in the case, from 1.</param>
    /// <param name="caseNo">The case.</param>
    /// <param name="item">Code of its item.</param>
    /// <param name="department">Code of the department.</param>
    /// <param name="accepted">When the case was or will be accepted.</param>
    /// <param name="occurredAt">When it happens.</param>
    public static DemoEvent Date(
        ScriptedEvent scripted, int number, string caseNo, string item, string department, DateTimeOffset accepted, DateTimeOffset occurredAt) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{caseNo}-{number}"),
            caseNo,
            item,
            department,
            JsonNamingPolicy.KebabCaseLower.ConvertName(scripted.Kind.ToString()),
            Whole(occurredAt),
            scripted.Step,
            scripted.Post,
            scripted.Handler,
            scripted.Data.ToDictionary(member => member.Key, member => member.Value is TimeSpan after ? accepted + after : member.Value));

    /// <summary>The same event so much later, with the instants in its data.</summary>
    public DemoEvent Shifted(TimeSpan by) => by == TimeSpan.Zero ? this : this with
    {
        OccurredAt = Whole(OccurredAt + by),
        Data = Data.ToDictionary(member => member.Key, member => member.Value is DateTimeOffset at ? Whole(at + by) : member.Value),
    };

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), at.Offset);
}
