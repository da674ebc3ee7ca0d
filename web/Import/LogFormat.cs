namespace Web.Import;

/// <summary>The form of an event log.</summary>
public enum LogFormat
{
    /// <summary>One line per event, the case's attributes repeated (RFC 4180).</summary>
    Csv,

    /// <summary>XML, a trace per case with its events inside (IEEE 1849).</summary>
    Xes,
}

/// <summary>Tells the form of a log from the name of its file.</summary>
public static class LogFormats
{
    /// <summary>The form of a file; null when its name ends in none of <c>.csv</c>, <c>.xes</c>, with or without <c>.gz</c>.</summary>
    public static LogFormat? Of(string fileName)
    {
        var name = fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? fileName[..^3] : fileName;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => LogFormat.Csv,
            ".XES" => LogFormat.Xes,
            _ => null,
        };
    }
}
