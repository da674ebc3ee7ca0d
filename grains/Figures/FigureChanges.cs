using Grains.Rules;

namespace Grains.Figures;

/// <summary>What a transaction changes in a tenant's figures, gathered by row.</summary>
public sealed class FigureChanges
{
    private readonly Dictionary<FigureKey, FigureDelta> _rows = [];

    /// <summary>Rows that change. Gauges stand in the <see cref="FigureKey.Undated"/> rows, flows in the dated ones.</summary>
    public IEnumerable<KeyValuePair<FigureKey, FigureDelta>> Rows => _rows.Where(r => !r.Value.IsZero);

    /// <summary>A case's contribution was <paramref name="old"/> and is <paramref name="now"/>.</summary>
    public void Replace(int department, byte itemKind, in CaseContribution old, in CaseContribution now)
    {
        if (old == now)
            return;
        Add(department, itemKind, old, -1);
        Add(department, itemKind, now, 1);
    }

    /// <summary>A signal stands (+1) or no longer stands (−1) with this colour, true from this day.</summary>
    public void Signal(int department, byte itemKind, DateOnly day, Colour colour, int sign)
    {
        Count(Row(department, itemKind, day), colour, sign);
        Count(Row(department, itemKind, FigureKey.Undated), colour, sign);
    }

    /// <summary>A case counted under one kind of item with <paramref name="old"/> counts under another, or the same, with <paramref name="now"/>.</summary>
    public void Replace(int department, byte oldKind, in CaseContribution old, byte kind, in CaseContribution now)
    {
        if (oldKind == kind && old == now)
            return;
        Add(department, oldKind, old, -1);
        Add(department, kind, now, 1);
    }

    private void Add(int department, byte itemKind, in CaseContribution part, int sign)
    {
        if (part.ReceivedOn is { } received)
            Row(department, itemKind, received).Received += sign;
        if (part.AcceptedOn is { } accepted)
            Row(department, itemKind, accepted).Accepted += sign;
        if (part.ClosedOn is { } closed)
        {
            var row = Row(department, itemKind, closed);
            row.Closed += sign;
            if (part.Late)
                row.Late += sign;
            else
                row.OnTime += sign;
        }

        if (!part.Open)
            return;
        var gauges = Row(department, itemKind, FigureKey.Undated);
        gauges.Open += sign;
        if (part.Overdue)
            gauges.Overdue += sign;
    }

    private static void Count(FigureDelta row, Colour colour, int sign)
    {
        switch (colour)
        {
            case Colour.Green: row.Green += sign; break;
            case Colour.Yellow: row.Yellow += sign; break;
            case Colour.Red: row.Red += sign; break;
            default: throw new ArgumentOutOfRangeException(nameof(colour), colour, "A signal has a colour.");
        }
    }

    private FigureDelta Row(int department, byte itemKind, DateOnly day)
    {
        var key = new FigureKey(department, itemKind, day);
        if (!_rows.TryGetValue(key, out var row))
            _rows[key] = row = new FigureDelta();
        return row;
    }
}
