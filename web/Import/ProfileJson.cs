using System.Text.Json;
using System.Text.Json.Serialization;

namespace Web.Import;

/// <summary>A mapping profile as it is written: every member may be missing until it has been checked.</summary>
internal sealed record ProfileJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    public string? Name { get; init; }

    public string? Description { get; init; }

    public TextJson? Text { get; init; }

    public ColumnsJson? Columns { get; init; }

    public TimeJson? Time { get; init; }

    public Dictionary<string, string[]?>? Empty { get; init; }

    public string[]? Globals { get; init; }

    public Dictionary<string, ActivityJson?>? Activities { get; init; }

    public ActivityJson? OtherActivities { get; init; }

    public DataJson?[]? Data { get; init; }

    public TargetJson? Target { get; init; }

    internal sealed record TextJson(string? Encoding, string? Delimiter);

    internal sealed record ColumnsJson
    {
        public string? Case { get; init; }

        public string? Activity { get; init; }

        public string? OccurredAt { get; init; }

        public string[]? EventId { get; init; }

        public string? Lifecycle { get; init; }

        public string? Handler { get; init; }

        public string? Post { get; init; }

        public string? Department { get; init; }

        public string? Item { get; init; }
    }

    internal sealed record TimeJson(string[]? Formats, string? Zone);

    internal sealed record ActivityJson(string? Kind, string? Step);

    internal sealed record DataJson(string? Name, string? Column, string? Type, string[]? On);

    internal sealed record TargetJson
    {
        public string? Department { get; init; }

        public string? Item { get; init; }

        public Dictionary<string, string>? Departments { get; init; }

        public Dictionary<string, string>? Items { get; init; }

        public RegisterJson? Register { get; init; }
    }

    internal sealed record RegisterJson(string? DepartmentName, DateOnly? EffectiveFrom, string? Paper, JsonElement? Item);
}
