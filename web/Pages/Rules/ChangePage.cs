using System.Globalization;
using Grains.Calendars;
using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Rules;

namespace Web.Pages.Rules;

/// <summary>What both ways of changing rules share, by form and by file: the own layer, the preview, the recording by the interface's own desk.</summary>
public abstract class ChangePage(
    Jurisdictions jurisdictions, RulebookBook book, RulebookShelf shelf, RulebookDesk desk, RuleWords say, IStringLocalizer<Resources.Rules> words)
    : RulesPage(jurisdictions, book)
{
    /// <summary>What would be recorded, checked; null before that.</summary>
    public Rulebook? Layer { get; private set; }

    /// <summary>What it would bring.</summary>
    public RulebookPreview? Preview { get; private set; }

    /// <summary>The document that was checked, as text: what is confirmed is what was shown.</summary>
    public string? Document { get; private set; }

    /// <summary>The own proposal that was waiting when the change was begun, 0 for none; null where it is begun now.</summary>
    protected int? Seen { get; set; }

    /// <summary>The own proposal that the change replaces, 0 for none: the one on which it was begun.</summary>
    public int Replaces => Seen ?? Waiting?.Book.Version ?? 0;

    /// <summary>The own published versions on which the change was begun (<see cref="RulebookPreview.Standing"/>); null before it is.</summary>
    public string? Standing { get; protected set; }

    /// <summary>What is wrong, by field; <c>form</c> for what belongs to none.</summary>
    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The superior that decides; null at the root.</summary>
    public Jurisdiction? Superior => Jurisdiction.Parent is { } parent ? Tree[parent] : null;

    /// <summary>Finds the jurisdiction for its own head; what to answer to anybody else.</summary>
    protected async Task<IActionResult?> OpenAsync(string jurisdiction, CancellationToken cancellation)
    {
        if (!TryShow(jurisdiction))
            return NotFound();
        if (!CanEdit)
            return Forbid();
        Waiting = (await shelf.OnAsync(HttpContext.Caller(), Jurisdiction.Id, cancellation)).FirstOrDefault(layer => layer.Status == LayerStatus.Proposed);
        return null;
    }

    /// <summary>Checks a document as the interface does and tells what it would bring; false with the faults in words.</summary>
    protected async Task<bool> CheckAsync(byte[] document, Func<RulebookError, Rulebook?, string> fieldOf, CancellationToken cancellation)
    {
        var (layer, refusal) = await desk.CheckAsync(Jurisdiction.Id, document, cancellation);
        if (layer is null)
        {
            Tell(refusal!, document, fieldOf);
            return false;
        }

        var history = History;
        Standing ??= RulebookPreview.Standing(history, Jurisdiction.Id, Soonest);
        (Layer, Preview, Document) = (layer, RulebookPreview.Of(history, Jurisdiction.Id, layer, Soonest), System.Text.Encoding.UTF8.GetString(document));
        if (Preview.Changes.IsEmpty)
            Faults["form"] = words["fault.nothing-changed"].Value;
        return !Preview.Changes.IsEmpty;
    }

    /// <summary>Records what was shown: publishes at the root, proposes elsewhere; where other rules were published since it was begun it is shown again.</summary>
    public async Task<IActionResult> OnPostRecordAsync(string jurisdiction, string? document, int? waiting, string? standing, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        var bytes = System.Text.Encoding.UTF8.GetBytes(document ?? "");
        if (!await CheckAsync(bytes, (_, _) => "form", cancellation))
        {
            BeginAgain(Preview is null ? document ?? "" : "", waiting, standing);
            return Page();
        }

        var (layer, refusal) = await desk.LoadAsync(Jurisdiction.Id, bytes, HttpContext.Caller(), waiting ?? 0, standing ?? "", cancellation);
        if (layer is not null)
            return Redirect($"{Address($"layers/{layer.Book.Version}")}?done={(layer.Status == LayerStatus.Proposed ? "proposed" : "published")}");
        (Preview, Standing) = (null, null);
        if (refusal!.Code == "rulebooks-changed" && (standing ?? "") != RulebookPreview.Standing(History, Jurisdiction.Id, Soonest))
        {
            if (await OpenAsync(jurisdiction, cancellation) is { } gone)
                return gone;
            Changed(await LayAgainAsync(bytes, waiting ?? 0, standing ?? "", cancellation) ? LaidAgain : "begin-again");
            return Page();
        }

        Tell(refusal, bytes, (_, _) => "form");
        BeginAgain(document ?? "", waiting: null, standing);
        return Page();
    }

    /// <summary>Shows once more, over the rules as they stand, what could not be recorded because others were published meanwhile; false where it has to be begun again.</summary>
    /// <param name="document">What was confirmed.</param>
    /// <param name="waiting">The own proposal on which it was begun, 0 for none.</param>
    /// <param name="standing">The own published versions on which it was begun.</param>
    /// <param name="cancellation">Stops it.</param>
    protected abstract Task<bool> LayAgainAsync(byte[] document, int waiting, string standing, CancellationToken cancellation);

    /// <summary>What is told where it is shown once more: <c>laid-over</c> or <c>file</c>.</summary>
    protected abstract string LaidAgain { get; }

    private void Changed(string told)
    {
        // Another has recorded the same.
        if (Preview is { Changes.IsEmpty: true })
            return;
        var notice = words[$"changed.{told}"].Value;
        Faults["form"] = Faults.TryGetValue("form", out var fault) ? $"{notice}\n{fault}" : notice;
    }

    /// <summary>Makes the form ready once more after what was confirmed could not be recorded.</summary>
    /// <param name="document">What was confirmed; empty to begin a new one.</param>
    /// <param name="waiting">The own proposal on which it was begun, 0 for none; null for the one that waits now.</param>
    /// <param name="standing">The own published versions on which it was begun.</param>
    protected virtual void BeginAgain(string document, int? waiting, string? standing)
    {
    }

    /// <summary>The instant that was typed as a day; null for as soon as possible, or with a fault.</summary>
    protected DateTimeOffset? EffectiveFrom(string? day)
    {
        if (string.IsNullOrWhiteSpace(day))
            return null;
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local > DateOnly.MinValue)
            return Zone.Of(Jurisdiction.Zone).StartOf(local);
        Faults["effectiveFrom"] = words["fault.day"].Value;
        return null;
    }

    private void Tell(RulebookRefusal refusal, byte[] document, Func<RulebookError, Rulebook?, string> fieldOf)
    {
        if (refusal.Faults.IsEmpty)
        {
            Faults["form"] = words[$"problem.{refusal.Code}"].Value;
            return;
        }

        RulebookJson.TryReadLayer(document, out var layer, out _);
        var inherited = History.Inherited(Jurisdiction.Id);
        foreach (var fault in refusal.Faults.Take(20))
        {
            var field = fieldOf(fault, layer);
            var above = layer is not null && RuleWords.RuleAt(fault.Path) is { } at && at < layer.Rules.Length ? inherited?.Find(layer.Rules[at].Code) : null;
            var sentence = field == "form" ? say.Place(fault, layer, inherited) : say.Fault(fault, above);
            Faults[field] = Faults.TryGetValue(field, out var told) ? $"{told}\n{sentence}" : sentence;
        }
    }
}
