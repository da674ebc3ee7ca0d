namespace Grains.Rules;

/// <summary>Kind of supervision a rule serves.</summary>
public enum Supervision : byte
{
    /// <summary>廉政监察: integrity.</summary>
    Integrity = 1,

    /// <summary>执法监察: enforcement of the law.</summary>
    Enforcement = 2,

    /// <summary>效能监察: efficiency.</summary>
    Efficiency = 3,
}
