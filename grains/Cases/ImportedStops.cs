namespace Grains.Cases;

/// <summary>The events that stop the clock of a case for good, as far as imported history told them.</summary>
[Flags]
public enum ImportedStops
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The decision.</summary>
    Decision = 1,

    /// <summary>The preliminary opinion sent up.</summary>
    Forwarding = 2,

    /// <summary>The end.</summary>
    End = 4,
}
