using System.Collections.Immutable;
using System.Text;
using Grains.Cases;
using Grains.Catalogue;

namespace Web.Import;

/// <summary>
/// Says how one kind of event log becomes facts about cases: which column is the case, the activity and the time,
/// and which activity is which kind of event.
/// </summary>
/// <remarks>
/// Column names follow the CSV convention for both formats: an event attribute keeps its key, an attribute of the
/// trace is <c>case:</c> and its key. One profile therefore reads the CSV and the XES form of a log alike.
/// </remarks>
/// <param name="Name">The profile's own name, unique among the shipped profiles.</param>
/// <param name="Text">How the bytes of a CSV file become fields.</param>
/// <param name="Columns">The columns every fact needs.</param>
/// <param name="Time">How instants are written.</param>
/// <param name="Empty">Texts that mean "no value", by column (an empty text always does).</param>
/// <param name="Globals">Columns for which an XES log's global default may stand in when the attribute is missing.</param>
/// <param name="Activities">What each activity becomes.</param>
/// <param name="OtherActivities">What an activity that is not listed becomes; null: its row is refused.</param>
/// <param name="Data">Further columns that travel in the data of a fact.</param>
/// <param name="Target">The department and item the facts belong to.</param>
public sealed record MappingProfile(
    string Name,
    TextRules Text,
    ColumnRules Columns,
    TimeRules Time,
    ImmutableDictionary<string, ImmutableArray<string>> Empty,
    ImmutableArray<string> Globals,
    ImmutableDictionary<string, ActivityRule> Activities,
    ActivityRule? OtherActivities,
    ImmutableArray<DataField> Data,
    TargetRules Target)
{
    /// <summary>The columns without which no row could be understood, as a CSV header must have them.</summary>
    public IEnumerable<string> RequiredColumns() =>
        new[] { Columns.Case, Columns.Activity, Columns.OccurredAt, Columns.Lifecycle, Columns.Handler, Columns.Post, Columns.Department, Columns.Item }
            .OfType<string>()
            .Concat(Columns.EventId)
            .Concat(Data.Select(field => field.Column));

    /// <summary>The profile with another department or item; null leaves the profile's own.</summary>
    /// <remarks>What the profile would register is its own department and item, so nothing is registered under other codes.</remarks>
    public MappingProfile For(string? department, string? item) => department is null && item is null ? this : this with
    {
        Target = Target with { Department = department ?? Target.Department, Item = item ?? Target.Item, Register = null },
    };
}

/// <summary>How the bytes of a CSV file become fields (RFC 4180).</summary>
/// <param name="Encoding">A name such as <c>utf-8</c> or <c>gb18030</c>; a byte order mark wins over it.</param>
/// <param name="Delimiter">What stands between two fields: one character.</param>
public sealed record TextRules(string Encoding, string Delimiter)
{
    // GB 18030 and its elders are not among the encodings the framework knows by itself.
    static TextRules() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding, set to refuse bytes that are no text in it.</summary>
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public Encoding Strict() =>
        System.Text.Encoding.GetEncoding(Encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}

/// <summary>The columns every fact needs.</summary>
/// <param name="Case">The column with the number of the case.</param>
/// <param name="Activity">The column with what was done.</param>
/// <param name="OccurredAt">The column with the instant it was done at.</param>
/// <param name="EventId">
/// The columns that together tell one event of a case from every other. One column: its text is the event's id.
/// Several: the id is a digest over them, and rows equal in all of them are the same event.
/// </param>
/// <param name="Lifecycle">
/// The column with the life-cycle transition; null when the log has none that matters. With it, an activity is looked
/// up as <c>activity+transition</c> first (as the classifiers of XES write it) and as itself second.
/// </param>
/// <param name="Handler">The column with the person who did it.</param>
/// <param name="Post">The column with the position that person held.</param>
/// <param name="Department">The column with the office, translated by <see cref="TargetRules.Departments"/>.</param>
/// <param name="Item">The column with the item, translated by <see cref="TargetRules.Items"/>.</param>
public sealed record ColumnRules(
    string Case,
    string Activity,
    string OccurredAt,
    ImmutableArray<string> EventId,
    string? Lifecycle,
    string? Handler,
    string? Post,
    string? Department,
    string? Item);

/// <summary>How instants are written in the log.</summary>
/// <param name="Formats">
/// .NET formats without their offset, tried in order after ISO 8601 (for instance <c>yyyyMMddHHmmss</c>).
/// </param>
/// <param name="Zone">
/// The IANA zone of values written without an offset; null: such a value is a fault. Of an hour that occurs twice
/// the second occurrence (standard time) is taken; an hour that was skipped is a fault.
/// </param>
public sealed record TimeRules(ImmutableArray<string> Formats, TimeZoneInfo? Zone);

/// <summary>What an activity becomes.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Step">The step of the item's flow; null with kinds that are no step.</param>
public sealed record ActivityRule(CaseEventKind Kind, string? Step);

/// <summary>A column that travels in the data of a fact.</summary>
/// <param name="Name">A member of <see cref="CaseDetails"/> in camelCase, or any other name, which is kept and shown but not judged.</param>
/// <param name="Column">The column it comes from.</param>
/// <param name="Type">What the text means.</param>
/// <param name="On">The activities whose facts carry it; empty: all.</param>
public sealed record DataField(string Name, string Column, DataType Type, ImmutableArray<string> On);

/// <summary>What the text of a data column means.</summary>
public enum DataType
{
    /// <summary>The text itself.</summary>
    Text,

    /// <summary>An instant, written by <see cref="TimeRules"/>; carried in UTC.</summary>
    Instant,

    /// <summary>A person's name or number: kept apart, erasable.</summary>
    Personal,
}

/// <summary>The department and item the facts belong to.</summary>
/// <param name="Department">The department's code when no column says otherwise.</param>
/// <param name="Item">The item's code when no column says otherwise.</param>
/// <param name="Departments">From the log's name of an office to the department's code.</param>
/// <param name="Items">From the log's name of an item to the item's code.</param>
/// <param name="Register">What to register where that department or item is not known; null: the import is refused there.</param>
public sealed record TargetRules(
    string Department,
    string Item,
    ImmutableDictionary<string, string> Departments,
    ImmutableDictionary<string, string> Items,
    RegisterRules? Register);

/// <summary>A department and an item that exist for the log's sake only, and are registered with its first import.</summary>
/// <param name="DepartmentName">Name of the department.</param>
/// <param name="EffectiveFrom">First day on which the item applies: no later than the log's first.</param>
/// <param name="Paper">By what it is taken over, shown in the item's history.</param>
/// <param name="Item">The item's document; its code and department are the target's.</param>
public sealed record RegisterRules(string DepartmentName, DateOnly EffectiveFrom, string Paper, ItemContent Item);
