namespace Web.Quarantine.Endpoints;

/// <summary>A selection of refused events.</summary>
internal static class QuarantineIds
{
    /// <summary>The ids; null where there are none, too many, or one that is none.</summary>
    public static IReadOnlyList<QuarantineId>? Read(IReadOnlyList<string>? ids)
    {
        if (ids is not { Count: > 0 and <= QuarantineDesk.MostAtOnce })
            return null;
        var read = ids.Select(QuarantineId.Parse).ToList();
        return read.Contains(null) ? null : [.. read.OfType<QuarantineId>()];
    }
}
