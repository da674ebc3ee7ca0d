namespace Web.Resources;

/// <summary>Names the texts of the catalogue: Chinese in <c>Catalogue.resx</c>, English in <c>Catalogue.en.resx</c>.</summary>
public sealed class Catalogue;
