namespace Web.Resources;

/// <summary>Names the texts of the setup page: Chinese in <c>Setup.resx</c>, English in <c>Setup.en.resx</c>.</summary>
public sealed class Setup;
