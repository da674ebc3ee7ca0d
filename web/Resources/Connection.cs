namespace Web.Resources;

/// <summary>Names the texts of the connection of departments: Chinese in <c>Connection.resx</c>, English in <c>Connection.en.resx</c>.</summary>
public sealed class Connection;
