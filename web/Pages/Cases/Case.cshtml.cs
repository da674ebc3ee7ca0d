using System.Collections.Immutable;
using System.Globalization;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Cases;
using Web.Flows;

namespace Web.Pages.Cases;

/// <summary>One case: what happened, what is due and why, whether it was right.</summary>
[Needs(Permission.ViewCases)]
public sealed class CaseModel(CaseFileReader reader, Jurisdictions jurisdictions) : PageModel
{
    /// <summary>The case.</summary>
    public CaseFile Case { get; private set; } = null!;

    /// <summary>Whose case.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The part of its clocks that is shown, as bars: the whole case's, then those that run, unless further ones are asked for.</summary>
    public CasePart<ClockBar> Clocks { get; private set; } = null!;

    /// <summary>The part of its charges that is shown: the latest, unless earlier ones are asked for.</summary>
    public CasePart<Charge> Charges { get; private set; } = null!;

    /// <summary>The flow with the path taken; null without a published flow.</summary>
    public FlowDrawing? Drawing { get; private set; }

    /// <summary>What a form has just recorded; null where nothing was, or it is none of this case's events.</summary>
    public CaseMoment? Recorded { get; private set; }

    /// <summary>The part of what happened that is shown: the latest, unless an earlier one is asked for.</summary>
    public CasePart<CaseMoment> Timeline { get; private set; } = null!;

    /// <summary>The part of its signals that is shown: the gravest that stand, unless further ones are asked for.</summary>
    public CasePart<CaseSignal> Signals { get; private set; } = null!;

    /// <summary>Shows the case.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string? recorded, int events, int signals, int clocks, int fees, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Jurisdiction = jurisdictions.Tree[caller.Tenant];
        var (departments, persons) = (caller.DepartmentsFor(Permission.ViewCases), caller.DepartmentsFor(Permission.ViewPersons));
        if (await reader.FindAsync(caller.Tenant, id, departments, persons, cancellation) is not { } file)
            return NotFound();
        Case = file;
        (Timeline, Signals) = (CasePart.FromEnd(file.Timeline, events), CasePart.FromStart(file.Signals, signals));
        Recorded = recorded is null ? null : file.Timeline.FirstOrDefault(moment => moment.Fact.EventId == recorded);
        Clocks = CasePart.FromStart(ClockBar.Of(Ordered(file.Clocks), file.Now), clocks, CasePart.Clocks);
        Charges = CasePart.FromEnd(file.State.Charges, fees);
        Drawing = file.Version is { Flow: var flow } ? FlowDrawing.Of(flow, file.State.Steps) : null;
        return Page();
    }

    /// <summary>The address of a part of one of its long lists, the others as they stand.</summary>
    /// <param name="list">Which: <c>timeline</c>, <c>signals</c>, <c>clocks</c> or <c>fees</c>; its heading is where the address leads.</param>
    /// <param name="number">Which part, from 1.</param>
    public string PartAddress(string list, int number)
    {
        int Of(string name, int shown) => name == list ? number : shown;
        var (clocks, fees) = (Of("clocks", Clocks.Number), Of("fees", Charges.Number));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"/cases/{Case.Line.Id}?events={Of("timeline", Timeline.Number)}&signals={Of("signals", Signals.Number)}{(clocks == 1 ? "" : $"&clocks={clocks}")}{(fees == 1 ? "" : $"&fees={fees}")}#{list}-title");
    }

    /// <summary>As they are where one part holds them all; else the whole case's first, then those that run.</summary>
    private static ImmutableArray<CaseClock> Ordered(ImmutableArray<CaseClock> clocks) =>
        clocks.Length <= CasePart.Clocks ? clocks : [.. clocks.OrderBy(clock => clock.Step is not null).ThenBy(clock => clock.DoneAt is not null)];

    /// <summary>Working days until a deadline; negative when it has passed.</summary>
    public int WorkingDaysLeft(DateTimeOffset due)
    {
        var (today, last) = (Case.Calendar.Zone.DayOf(Case.Now), Case.Calendar.Zone.DayOf(due.AddTicks(-1)));
        return last >= today ? Case.Calendar.WorkingDaysBetween(today, last) : -Case.Calendar.WorkingDaysBetween(last, today);
    }

    /// <summary>The fee item of the catalogue behind a charge; null where there is none.</summary>
    public Fee? FeeOf(string? code) => Case.Version?.Fees.FirstOrDefault(fee => fee.Code == code);

    /// <summary>Name of a step of the flow, else its code.</summary>
    public string StepName(string code) => Case.Version?.Flow.Steps.FirstOrDefault(s => s.Code == code)?.Name ?? code;

    /// <summary>Name of a post in the reader's language, else its code.</summary>
    public static string PostName(string post, Microsoft.Extensions.Localization.IStringLocalizer texts) =>
        texts[$"post.{post}"] is { ResourceNotFound: false } known ? known.Value : post;

    /// <summary>A limit in words.</summary>
    public static string LimitText(Limit limit, Microsoft.Extensions.Localization.IStringLocalizer texts) =>
        limit is { Amount: 0, Unit: not LimitUnit.Hours } ? texts["limit.same-day"].Value : texts[$"limit.{limit.Unit}", limit.Amount].Value;

    /// <summary>A fact under a signal as people read it: instants in the jurisdiction's zone, codes in words where there are any.</summary>
    public string FactValue(string name, string value, Microsoft.Extensions.Localization.IStringLocalizer texts)
    {
        if (value.EndsWith('Z') && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return FactText.IsDeadline(name) && Case.Calendar.Zone.DayEndingAt(at) is { } day
                ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : Case.Calendar.Zone.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        }

        if (name is "step")
            return StepName(value);
        if (name is "post" or "decidingPost")
            return PostName(value, texts);
        return FactText.Decoded(name, value, CultureInfo.CurrentUICulture);
    }
}
