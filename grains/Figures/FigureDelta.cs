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

    /// <summary>Adds another change to this one.</summary>
    /// <param name="other">What is added.</param>
    /// <param name="signals">Whether its signals are added too: a signal stands in a dated row and in an undated one, and a sum takes it once.</param>
    public void Add(FigureDelta other, bool signals = true)
    {
        Received += other.Received;
        Accepted += other.Accepted;
        Closed += other.Closed;
        OnTime += other.OnTime;
        Late += other.Late;
        Open += other.Open;
        Overdue += other.Overdue;
        if (!signals)
            return;
        Green += other.Green;
        Yellow += other.Yellow;
        Red += other.Red;
    }
}
