namespace Web.Resources;

/// <summary>Names the texts of the audit log: Chinese in <c>Audit.resx</c>, English in <c>Audit.en.resx</c>.</summary>
public sealed class Audit;
