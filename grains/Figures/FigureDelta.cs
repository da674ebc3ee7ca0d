namespace Grains.Figures;

/// <summary>A change of one row of figures; counters change by the new contribution less the old one.</summary>
public sealed class FigureDelta
{
    /// <summary>Cases received.</summary>
    public int Received { get; set; }

    /// <summary>Cases accepted.</summary>
    public int Accepted { get; set; }

    /// <summary>Cases closed.</summary>
    public int Closed { get; set; }

    /// <summary>Closed in time.</summary>
    public int OnTime { get; set; }

    /// <summary>Closed late.</summary>
    public int Late { get; set; }

    /// <summary>Open now (a gauge).</summary>
    public int Open { get; set; }

    /// <summary>Overdue now (a gauge).</summary>
    public int Overdue { get; set; }

    /// <summary>Green signals standing.</summary>
    public int Green { get; set; }

    /// <summary>Yellow signals standing.</summary>
    public int Yellow { get; set; }

    /// <summary>Red signals standing.</summary>
    public int Red { get; set; }

    /// <summary>Nothing changes.</summary>
    public bool IsZero =>
        (Received | Accepted | Closed | OnTime | Late | Open | Overdue | Green | Yellow | Red) == 0;
}
