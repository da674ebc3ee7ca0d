namespace Web.Catalogue;

/// <summary>A department as the bureau registers it.</summary>
/// <param name="Code">1 to 60 characters without spaces; events name the department by it.</param>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Vertical">Vertically managed (垂管).</param>
/// <param name="HasSystem">Has a system of its own; otherwise its cases are handled on the platform's forms.</param>
public sealed record DepartmentEntry(string Code, string Name, bool Vertical = false, bool HasSystem = true);
