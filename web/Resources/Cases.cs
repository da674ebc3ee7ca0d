namespace Web.Resources;

/// <summary>Names the texts of cases: Chinese in <c>Cases.resx</c>, English in <c>Cases.en.resx</c>.</summary>
public sealed class Cases;
