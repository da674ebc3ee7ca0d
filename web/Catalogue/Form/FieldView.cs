namespace Web.Catalogue.Form;

/// <summary>A field of the form as a partial draws it.</summary>
/// <param name="Name">Its name in what is posted; its label is <c>field.NAME</c>.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="Fault">What is wrong at it; null = nothing.</param>
/// <param name="Lines">Lines of text; 1 = one line.</param>
/// <param name="Longest">Most characters.</param>
/// <param name="Hint">A key of a text that helps; null = none.</param>
/// <param name="Wide">Whether it takes the whole line although it is one line.</param>
public sealed record FieldView(string Name, string Value, string? Fault, int Lines = 1, int Longest = 2000, string? Hint = null, bool Wide = false);

/// <summary>One field of a row of the form: many rows share a name, every field has an id of its own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in what is posted.</param>
/// <param name="Label">A key of its label.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="Fault">What is wrong at it; null = nothing.</param>
/// <param name="Wide">Whether it takes the whole line.</param>
public sealed record RowFieldView(string Id, string Name, string Label, string Value, string? Fault, bool Wide = false);
