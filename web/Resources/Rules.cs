namespace Web.Resources;

/// <summary>Names the texts of the pages of rules: Chinese in <c>Rules.resx</c>, English in <c>Rules.en.resx</c>.</summary>
public sealed class Rules;
