using System.Text.Json;
using Grains.Cases;

namespace Web.Quarantine;

/// <summary>Whether what is sent now tells of the same act as what was refused: then it counts as told when it first came (<see cref="Telling"/>).</summary>
/// <remarks>
/// The case, what happened, when, at which step, and all its data must be what they were: nothing can be filled in afterwards. What
/// may be put right is who and under which code: item, department, event id, post, handler.
/// </remarks>
internal static class SameTelling
{
    private static readonly string[] OfTheAct = ["caseNo", "kind", "occurredAt", "step", "data"];

    /// <summary>When it first came; null where another thing was told then, or nobody can tell what.</summary>
    public static FirstArrival? Of(QuarantinedEvent refused, ReadOnlyMemory<byte> sent)
    {
        if (refused.IsCut)
            return null;
        if (sent.Span.SequenceEqual(refused.Raw))
            return new(refused.Line.FirstAt, refused.Line.Code == "not-recordable");
        try
        {
            using var was = JsonDocument.Parse(refused.Raw);
            using var now = JsonDocument.Parse(sent);
            return Array.TrueForAll(OfTheAct, name => IsSame(was.RootElement, now.RootElement, name)) ? new(refused.Line.FirstAt, false) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Told once at most in each, and the same; absent in both is the same, too.</summary>
    private static bool IsSame(JsonElement was, JsonElement now, string name)
    {
        var (before, after) = (Values(was, name), Values(now, name));
        return before.Length <= 1 && after.Length == before.Length && before.Zip(after).All(pair => JsonElement.DeepEquals(pair.First, pair.Second));
    }

    private static JsonElement[] Values(JsonElement told, string name) =>
        [.. told.EnumerateObject().Where(field => field.NameEquals(name)).Select(field => field.Value)];
}
