using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace Grains.Journal.Aside;

/// <summary>What ails a grain that cannot be judged: a stable code and a place in the program, never a word from its data.</summary>
/// <param name="Code"><c>sql-23505</c> for what the database refused, else the kind of exception, such as <c>invalid-data</c>.</param>
/// <param name="Place">The innermost of our own methods, such as <c>CaseSnapshotCodec.Read</c>; empty where none is known.</param>
public sealed record Ailment(string Code, string Place)
{
    /// <summary>What a failure tells.</summary>
    public static Ailment Of(Exception failure) => new(
        failure is PostgresException refused ? $"sql-{refused.SqlState}" : Kebab(failure.GetType().Name), PlaceOf(failure));

    private static string Kebab(string name)
    {
        const string suffix = nameof(Exception);
        var shortened = name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length ? name[..^suffix.Length] : name;
        return JsonNamingPolicy.KebabCaseLower.ConvertName(shortened);
    }

    private static string PlaceOf(Exception failure)
    {
        foreach (var frame in new StackTrace(failure).GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { Namespace: { } space } type } method && space.StartsWith("Grains", StringComparison.Ordinal))
                return $"{type.DeclaringType?.Name ?? type.Name}.{method.Name}";
        }

        return "";
    }
}
