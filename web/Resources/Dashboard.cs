namespace Web.Resources;

/// <summary>Names the texts of the live dashboard: Chinese in <c>Dashboard.resx</c>, English in <c>Dashboard.en.resx</c>.</summary>
public sealed class Dashboard;
