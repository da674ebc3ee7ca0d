using System.Text.Json.Serialization;

namespace Web.Verbs.Doctor;

/// <summary>How a check of <c>./run doctor</c> ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Light>))]
public enum Light
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("green")]
    Green,

    /// <summary>Works, and wants looking at.</summary>
    [JsonStringEnumMemberName("yellow")]
    Yellow,

    /// <summary>Does not work, or data are in danger.</summary>
    [JsonStringEnumMemberName("red")]
    Red,
}
