namespace Web.Resources;

/// <summary>Names the texts of the quarantine: Chinese in <c>Quarantine.resx</c>, English in <c>Quarantine.en.resx</c>.</summary>
public sealed class Quarantine;
