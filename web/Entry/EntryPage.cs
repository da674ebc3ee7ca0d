using System.Collections.Immutable;
using System.Globalization;
using Grains.Cases;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Entry;

/// <summary>A page with a form about one event: fresh, with faults beside its fields, or with consequences to be confirmed.</summary>
public abstract class EntryPage(EntryDesk desk, TimeProvider time, IStringLocalizer<Resources.Entry> words) : PageModel
{
    /// <summary>What it is about; null while that is still to be chosen.</summary>
    public EntrySubject? Subject { get; protected set; }

    /// <summary>What happened; null while that is still to be chosen.</summary>
    public CaseEventKind? Kind { get; protected set; }

    /// <summary>What stands in the form.</summary>
    public EntryInput Input { get; private set; } = EntryInput.Of();

    /// <summary>What recording would bring about, the gravest first.</summary>
    public ImmutableArray<Fault> Consequences { get; private set; } = [];

    /// <summary>The consequences were asked for, or must be confirmed.</summary>
    public bool Asked { get; private set; }

    /// <summary>The case has moved on since the form was opened: what follows now must be confirmed.</summary>
    public bool Moved { get; private set; }

    /// <summary>Which of the case's facts the form has seen: those of now only where it says so.</summary>
    public string? Known => Asked ? Subject!.Known.ToString(CultureInfo.InvariantCulture) : Input["known"];

    /// <summary>What is wrong, by field; empty name = with the whole form.</summary>
    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The kind of event that an address names; null = none that can be entered.</summary>
    protected static CaseEventKind? KindOf(string? name) => name is not null && EventKindNames.TryParse(name, out var kind) ? kind : null;

    /// <summary>Puts a fresh form about an event: a new id, now, the post that the flow gives it.</summary>
    protected void Begin(CaseEventKind kind, string? step, string? number = null)
    {
        Kind = kind;
        var post = EntryOffers.PostOf(Subject!, kind, step);
        Input = EntryInput.Of(
            ("eventId", $"form-{Guid.NewGuid():N}"), ("known", Subject!.Known.ToString(CultureInfo.InvariantCulture)), ("caseNo", number), ("step", step), ("post", post),
            ("occurredAt", EntryInput.Local(time.GetUtcNow(), Subject!.Calendar.Zone)), ("handler", EntryDesk.NameOf(HttpContext.Caller())));
        Consequences = EntryPreview.Of(Subject!, kind, step, post);
    }

    /// <summary>Takes the posted form: shows the case when it is recorded, else the form again with what was typed.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="lookAgain">Finds the case anew and takes the form once more: for when it has moved on meanwhile, to foretell alone.</param>
    protected async Task<IActionResult> TakeAsync(CaseEventKind kind, Func<Task<IActionResult>> lookAgain)
    {
        Kind = kind;
        Input = EntryInput.Of(Request.Form);
        Moved = Moved || Subject!.HasMovedSince(Input);
        switch (await desk.TakeAsync(HttpContext.Caller(), Subject!, kind, Input, onlyForetell: Moved || Input["act"] == "foretell"))
        {
            case EntryOutcome.Recorded recorded:
                return LocalRedirect($"/cases/{recorded.Case}?recorded={Uri.EscapeDataString(recorded.EventId)}");
            case EntryOutcome.Foretold foretold:
                (Consequences, Asked) = (foretold.Faults, true);
                return Page();
            case EntryOutcome.Moved:
                Moved = true;
                return await lookAgain();
            case EntryOutcome.Refused refused:
                foreach (var fault in refused.Faults)
                    Refuse(fault);
                return Page();
            default:
                Faults[""] = words["fault.unavailable"];
                return Page();
        }
    }

    /// <summary>Shows the form again with a fault beside a field.</summary>
    protected PageResult Refuse(CaseEventKind kind, string field, string sentence)
    {
        Kind = kind;
        Input = EntryInput.Of(Request.Form);
        Faults[field] = sentence;
        return Page();
    }

    private void Refuse(RefusedOnTheWire fault)
    {
        var field = EntryFields.Of(Kind!.Value).FirstOrDefault(one => one.Name == fault.Field);
        var shown = field is not null || fault.Field is "caseNo" or "occurredAt" or "step" or "post" or "handler";
        var sentence = words[$"fault.{fault.Code}.{(field?.Form ?? EntryFieldForm.Instant)}"];
        if (sentence.ResourceNotFound)
            sentence = words[$"fault.{fault.Code}"];
        Faults[shown ? fault.Field : ""] = sentence.ResourceNotFound ? $"{fault.Message} ({fault.Expected})" : sentence.Value;
    }
}
