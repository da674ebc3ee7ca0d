namespace Web.Resources;

/// <summary>Names the texts of the registered departments: Chinese in <c>Departments.resx</c>, English in <c>Departments.en.resx</c>.</summary>
public sealed class Departments;
