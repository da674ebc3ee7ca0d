namespace Web.Catalogue.Import;

/// <summary>What is wrong with a row of an import, and where.</summary>
/// <param name="Row">Number of the row, from 1; the header of a CSV file does not count.</param>
/// <param name="ItemCode">Code of the item as far as it could be read; empty otherwise.</param>
/// <param name="Field">Column or JSON path.</param>
/// <param name="Code">Stable code, kebab-case.</param>
/// <param name="Message">What is wrong, in the caller's language.</param>
/// <param name="Expected">What would be right.</param>
public sealed record RowFault(int Row, string ItemCode, string Field, string Code, string Message, string Expected);
