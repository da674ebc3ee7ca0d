using Grains.Clocks;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Calendars;

namespace Web.Pages.Calendar;

/// <summary>The deadline calculator for clerks: a start, a limit, pauses; the day it ends, and why.</summary>
[Needs(Permission.SignedIn)]
public sealed class DueModel(Jurisdictions jurisdictions, CalendarBook book, TimeProvider time) : PageModel
{
    /// <summary>Rows of the form for pauses.</summary>
    public const int PauseRows = 3;

    /// <summary>Most days that are listed one by one.</summary>
    public const int MostListed = 190;

    /// <summary>Most days that are listed unfolded; more fold by month.</summary>
    public const int MostUnfolded = 62;

    /// <summary>Sentences of an explanation that are shown unfolded.</summary>
    public const int MostSentences = 20;

    /// <summary>The units in the order of the form, by their names in addresses.</summary>
    public static readonly string[] Units = ["workdays", "days", "hours", "months"];

    /// <summary>Whose calendar.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The starting day or time as typed; today when nothing was.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The limit as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Amount { get; set; }

    /// <summary>The unit as chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string Unit { get; set; } = Units[0];

    /// <summary>Beginnings of pauses, one a row.</summary>
    [BindProperty(SupportsGet = true)]
    public string?[] PauseFrom { get; set; } = [];

    /// <summary>Ends of pauses, one a row; empty while the clock stands.</summary>
    [BindProperty(SupportsGet = true)]
    public string?[] PauseUntil { get; set; } = [];

    /// <summary>Grounds of pauses, one a row.</summary>
    [BindProperty(SupportsGet = true)]
    public string?[] PauseGround { get; set; } = [];

    /// <summary>The answer; null before a question, or when the question is wrong.</summary>
    public Explanation? Explanation { get; private set; }

    /// <summary>What is wrong with the question.</summary>
    public DueFault? Fault { get; private set; }

    /// <summary>The limits that clerks ask for most, by their text's key.</summary>
    public static IReadOnlyList<(string Key, LegalLimit Legal)> Common { get; } =
    [
        ("Accept", LegalDefaults.Accept),
        ("Decide", LegalDefaults.Decide),
        ("DecideExtended", new(Limit.WorkingDays(LegalDefaults.Decide.Limit.Amount + LegalDefaults.DecideExtension.Limit.Amount), LegalDefaults.DecideExtension.Clause)),
        ("DecideJointly", LegalDefaults.DecideJointly),
        ("Deliver", LegalDefaults.Deliver),
        ("HoldHearing", LegalDefaults.HoldHearing),
        ("Penalty", LegalDefaults.Penalty),
    ];

    /// <summary>Whether pauses were typed, so that their rows are open.</summary>
    public bool HasPauses => PauseFrom.Any(text => !string.IsNullOrWhiteSpace(text)) || string.Equals(Fault?.Field, "pause", StringComparison.Ordinal);

    /// <summary>Shows the form and, once a limit is given, the answer.</summary>
    public IActionResult OnGet(string jurisdiction)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return NotFound();
        Jurisdiction = node;
        var calendar = book.For(node.Id);
        if (Amount is null)
        {
            From ??= calendar.Zone.DayOf(time.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            return Page();
        }

        (var question, Fault) = Query().Read(calendar.Zone);
        Explanation = question?.Answer(calendar);
        return Page();
    }

    /// <summary>What was typed into a row; empty where nothing was.</summary>
    public static string Typed(string?[] row, int index) => index < row.Length ? row[index]?.Trim() ?? "" : "";

    /// <summary>Whether the fault is this field's.</summary>
    public bool IsWrong(string field) => Fault is not null && (string.Equals(Fault.Field, field, StringComparison.Ordinal)
        || (string.Equals(field, "amount", StringComparison.Ordinal) && Units.Contains(Fault.Field, StringComparer.Ordinal)));

    private DueQuery Query() => new(
        From?.Trim(), In("workdays"), In("days"), In("hours"), In("months"),
        [.. Enumerable.Range(0, PauseFrom.Length).Where(row => Typed(PauseFrom, row).Length > 0).Select(Pause)]);

    private string? In(string unit) => string.Equals(Unit, unit, StringComparison.Ordinal) ? Amount?.Trim() : null;

    private string Pause(int row) => $"{Typed(PauseFrom, row)}..{Typed(PauseUntil, row)},{Typed(PauseGround, row)}";
}
