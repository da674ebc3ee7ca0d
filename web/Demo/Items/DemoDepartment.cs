namespace Web.Demo.Items;

/// <summary>A department of a demo jurisdiction.</summary>
/// <param name="Code">Division code and number: 330802-06; the number is the same in every jurisdiction.</param>
/// <param name="Name">Name, with that of the jurisdiction.</param>
/// <param name="Vertical">Vertically managed (垂管).</param>
/// <param name="HasSystem">Has a system of its own; otherwise it works on the platform's forms.</param>
public sealed record DemoDepartment(string Code, string Name, bool Vertical, bool HasSystem);
