namespace Web.Resources;

/// <summary>Names the texts of the import of history: Chinese in <c>Imports.resx</c>, English in <c>Imports.en.resx</c>.</summary>
public sealed class Imports;
