namespace Grains.Cases;

/// <summary>The recorded result of a step or of a special procedure, as far as a machine may judge it.</summary>
public enum Outcome : byte
{
    /// <summary>No result was told.</summary>
    None = 0,

    /// <summary><c>passed</c>.</summary>
    Passed = 1,

    /// <summary><c>failed</c>.</summary>
    Failed = 2,

    /// <summary>Told in words: an inspector has to read it.</summary>
    Prose = 3,
}
