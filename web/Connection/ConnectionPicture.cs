namespace Web.Connection;

/// <summary>How far a jurisdiction is connected.</summary>
/// <param name="AsOf">When it was read, by the database's clock, UTC.</param>
/// <param name="Totals">The sum over its own departments and all below it.</param>
/// <param name="Departments">Its own departments, the most troubling first.</param>
/// <param name="Children">The same sum for each child, the most troubling first.</param>
public sealed record ConnectionPicture(
    DateTimeOffset AsOf, ConnectionTotals Totals, IReadOnlyList<DepartmentConnection> Departments, IReadOnlyList<ConnectionTotals> Children);
