namespace Grains.Rules;

/// <summary>Colour of a signal; it belongs to the preset. A greater value is graver.</summary>
public enum Colour : byte
{
    /// <summary>No signal.</summary>
    None = 0,

    /// <summary>绿: a reminder, due today.</summary>
    Green = 1,

    /// <summary>黄: a warning or a light fault.</summary>
    Yellow = 2,

    /// <summary>红: a grave fault.</summary>
    Red = 3,
}
