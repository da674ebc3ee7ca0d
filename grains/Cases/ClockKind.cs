namespace Grains.Cases;

/// <summary>What a clock of a case measures.</summary>
public enum ClockKind : byte
{
    /// <summary>From receipt, or the supplement, to the office's answer.</summary>
    Accept = 1,

    /// <summary>From acceptance to the decision, by law.</summary>
    Legal = 2,

    /// <summary>From acceptance to the decision, as promised: by the case itself, by the catalogue, or by the green channel.</summary>
    Promised = 3,

    /// <summary>From acceptance to sending the preliminary opinion up.</summary>
    Forward = 4,

    /// <summary>From the start of a step to its end.</summary>
    Step = 5,

    /// <summary>From the decision to its publication.</summary>
    Publish = 6,

    /// <summary>From the decision to the handing over of the document.</summary>
    Deliver = 7,
}
