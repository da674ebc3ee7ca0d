namespace Grains.Journal;

/// <summary>What kind of grain an event belongs to; part of the hashed bytes, so the numbers never change.</summary>
public enum GrainKind : byte
{
    /// <summary>A case.</summary>
    Case = 1,

    /// <summary>A signal.</summary>
    Signal = 2,
}
