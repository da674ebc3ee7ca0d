namespace Web.Resources;

/// <summary>Names the texts of the frame around every screen: Chinese in <c>Shell.resx</c>, English in <c>Shell.en.resx</c>.</summary>
public sealed class Shell;
