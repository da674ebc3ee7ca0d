namespace Grains.Catalogue;

/// <summary>A charge the catalogue allows.</summary>
/// <param name="Code">Code of the fee item.</param>
/// <param name="Name">Name of the fee item.</param>
/// <param name="Basis">Legal basis.</param>
/// <param name="Maximum">Standard: the most that may be charged for one case, yuan.</param>
public sealed record Fee(string Code, string Name, string Basis, decimal Maximum);
