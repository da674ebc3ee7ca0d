namespace Web.Import;

/// <summary>The stable codes of what can be wrong in a log (listed with examples in docs/import.md).</summary>
public static class FaultCodes
{
    /// <summary>The file's name ends in no known format.</summary>
    public const string UnknownFormat = "unknown-format";

    /// <summary>The compressed file breaks off or is damaged.</summary>
    public const string DamagedArchive = "damaged-archive";

    /// <summary>The bytes are no text in the profile's encoding.</summary>
    public const string WrongEncoding = "wrong-encoding";

    /// <summary>The quoting breaks RFC 4180.</summary>
    public const string MalformedCsv = "malformed-csv";

    /// <summary>A line has more or fewer fields than the header.</summary>
    public const string FieldCount = "field-count";

    /// <summary>The header misses a column the profile needs, or has it twice.</summary>
    public const string WrongHeader = "wrong-header";

    /// <summary>One record or tag is longer than any honest log has, or the log is larger than is read.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The log has more rows than are read of one.</summary>
    public const string TooManyRows = "too-many-rows";

    /// <summary>So many faults have been found that the rest is not read.</summary>
    public const string TooManyFaults = "too-many-faults";

    /// <summary>The XML is not well formed, or holds what a log must not (a DTD).</summary>
    public const string MalformedXml = "malformed-xml";

    /// <summary>The XML is well formed but no XES.</summary>
    public const string MalformedXes = "malformed-xes";

    /// <summary>A required value is empty.</summary>
    public const string MissingValue = "missing-value";

    /// <summary>A value is longer than the platform stores.</summary>
    public const string ValueTooLong = "value-too-long";

    /// <summary>A value holds the character NUL, which no database text can.</summary>
    public const string ForbiddenCharacter = "forbidden-character";

    /// <summary>The id begins like those that the platform gives to events of its own.</summary>
    public const string ReservedId = "reserved-id";

    /// <summary>An instant cannot be read.</summary>
    public const string BadInstant = "bad-instant";

    /// <summary>The profile does not know the activity.</summary>
    public const string UnknownActivity = "unknown-activity";

    /// <summary>The profile does not know the office or item.</summary>
    public const string UnknownTarget = "unknown-target";
}
