namespace Silo.Valve;

/// <summary>A row of figures on its way: an origin's own row, whole.</summary>
internal sealed record FigureRow(
    int Origin, int Epoch, long Version, short Part, int Department, short ItemKind, DateOnly Day, long Received, long Accepted,
    long Closed, long OnTime, long Late, long Open, long Overdue, long Green, long Yellow, long Red, DateTime AsOf);
