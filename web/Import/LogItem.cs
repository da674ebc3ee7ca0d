namespace Web.Import;

/// <summary>What a log reader yields: a row, or a place where there should have been one.</summary>
/// <param name="Position">The ordinal of the row in its file, from 1, faulty rows counted.</param>
/// <param name="Line">The physical line on which it begins, from 1; 0 when the file could not be opened.</param>
public abstract record LogItem(long Position, long Line);

/// <summary>One event of the log as it stands there: no value left out, none interpreted.</summary>
/// <param name="Position">The ordinal of the row in its file, from 1.</param>
/// <param name="Line">The physical line on which it begins.</param>
/// <param name="Fields">The texts by column name; a missing value is an empty text or no entry.</param>
public sealed record LogRow(long Position, long Line, IReadOnlyDictionary<string, string> Fields)
    : LogItem(Position, Line)
{
    /// <summary>The text of a column; empty when there is none.</summary>
    public string this[string column] => Fields.GetValueOrDefault(column, "");
}

/// <summary>A row, or the rest of a file, that cannot be understood.</summary>
/// <param name="Position">The ordinal of the row in its file, from 1.</param>
/// <param name="Line">The physical line on which it begins.</param>
/// <param name="Code">A stable code (docs/import.md lists them).</param>
/// <param name="Column">The column concerned; empty when it is the row as a whole.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Expected">What should have stood there.</param>
/// <param name="EndsFile">Whether nothing behind this place can be read.</param>
public sealed record LogFault(
    long Position, long Line, string Code, string Column, string Value, string Expected, bool EndsFile = false)
    : LogItem(Position, Line)
{
    /// <summary>The longest excerpt of a faulty value that is reported, in characters.</summary>
    public const int LongestExcerpt = 200;

    /// <summary>The column concerned, at most <see cref="LongestExcerpt"/> characters of it: a log names its columns itself.</summary>
    public string Column { get; } = Excerpt(Column);

    /// <summary>What stands there, at most <see cref="LongestExcerpt"/> characters of it.</summary>
    public string Value { get; } = Excerpt(Value);

    private static string Excerpt(string text) => text.Length <= LongestExcerpt ? text : text[..LongestExcerpt] + "…";
}
