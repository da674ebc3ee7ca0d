using System.Collections.Immutable;
using System.Globalization;
using Grains.Catalogue;
using Grains.Clocks;
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

    /// <summary>Its clocks as bars.</summary>
    public ImmutableArray<ClockBar> Bars { get; private set; } = [];

    /// <summary>The flow with the path taken; null without a published flow.</summary>
    public FlowDrawing? Drawing { get; private set; }

    /// <summary>What a form has just recorded; null where nothing was, or it is none of this case's events.</summary>
    public CaseMoment? Recorded { get; private set; }

    /// <summary>The part of what happened that is shown: the latest, unless an earlier one is asked for.</summary>
    public CasePart<CaseMoment> Timeline { get; private set; } = null!;

    /// <summary>The part of its signals that is shown: the gravest that stand, unless further ones are asked for.</summary>
    public CasePart<CaseSignal> Signals { get; private set; } = null!;

    /// <summary>Shows the case.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string? recorded, int events, int signals, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Jurisdiction = jurisdictions.Tree[caller.Tenant];
        var (departments, persons) = (caller.DepartmentsFor(Permission.ViewCases), caller.DepartmentsFor(Permission.ViewPersons));
        if (await reader.FindAsync(caller.Tenant, id, departments, persons, cancellation) is not { } file)
            return NotFound();
        Case = file;
        (Timeline, Signals) = (CasePart.FromEnd(file.Timeline, events), CasePart.FromStart(file.Signals, signals));
        Recorded = recorded is null ? null : file.Timeline.FirstOrDefault(moment => moment.Fact.EventId == recorded);
        Bars = ClockBar.Of(file.Clocks, file.Now);
        Drawing = file.Version is { Flow: var flow } ? FlowDrawing.Of(flow, file.State.Steps) : null;
        return Page();
    }

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
            return Case.Calendar.Zone.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        if (name is "step")
            return StepName(value);
        if (name is "post" or "decidingPost")
            return PostName(value, texts);
        if (name is "happened" && texts[$"kind.{value}"] is { ResourceNotFound: false } kind)
            return kind.Value;
        return texts[$"fact.{name}.{value}"] is { ResourceNotFound: false } known ? known.Value : value;
    }
}
