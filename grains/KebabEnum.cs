using System.Text.Json;
using System.Text.Json.Serialization;

namespace Grains;

/// <summary>An enumeration that JSON writes in kebab-case: <c>public-service</c>.</summary>
/// <typeparam name="T">Which.</typeparam>
public sealed class KebabEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
