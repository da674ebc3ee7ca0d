namespace Web.Catalogue;

/// <summary>A department as the bureau registers it.</summary>
/// <param name="Code">1 to 60 characters without spaces; events name the department by it.</param>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Vertical">Vertically managed (垂管).</param>
/// <param name="HasSystem">Has a system of its own; otherwise its cases are handled on the platform's forms.</param>
public sealed record DepartmentEntry(string Code, string Name, bool Vertical = false, bool HasSystem = true)
{
    /// <summary>Code of the problem that a department with this code is registered already.</summary>
    public const string Exists = "department-exists";

    /// <summary>Code of the problem that no department has this code.</summary>
    public const string Unknown = "department-unknown";

    /// <summary>What keeps it from being registered: the field, and the code of the problem; null for nothing.</summary>
    public (string Field, string Problem)? Fault() =>
        Code is not { Length: > 0 and <= 60 } || Code.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? ("code", "department-code-invalid")
        : Name is not { Length: <= 100 } || string.IsNullOrWhiteSpace(Name) || Name.Any(char.IsControl) ? ("name", "department-name-invalid")
        : null;
}
