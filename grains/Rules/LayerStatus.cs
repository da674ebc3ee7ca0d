namespace Grains.Rules;

/// <summary>Where a layer stands between its making and its effect; the numbers stand in the table.</summary>
public enum LayerStatus
{
    /// <summary>Waits for the approval of the parent bureau.</summary>
    Proposed = 0,

    /// <summary>Holds from its effective instant on.</summary>
    Published = 1,

    /// <summary>Refused by the parent bureau.</summary>
    Refused = 2,

    /// <summary>Replaced by a later one before it was decided about or took effect.</summary>
    Superseded = 3,

    /// <summary>Taken back before it was decided about or took effect.</summary>
    Withdrawn = 4,
}
