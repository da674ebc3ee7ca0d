namespace Web.Quarantine;

/// <summary>How many refused events of a department are alike.</summary>
/// <param name="Department">Id of the department.</param>
/// <param name="Code">Code of the refusal.</param>
/// <param name="Field">The field at fault, its first 64 characters.</param>
/// <param name="Events">How many.</param>
public sealed record QuarantineCount(int Department, string Code, string Field, long Events);
