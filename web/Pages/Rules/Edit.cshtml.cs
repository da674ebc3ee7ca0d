using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Grains.Calendars;
using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Rules;

namespace Web.Pages.Rules;

/// <summary>Changes rules by a form, one after the other: tightenings proposed together to the superior, or at the root a new version; what they bring is told before it is recorded.</summary>
/// <remarks>Between two requests the change travels with the form, as the document that a file would hold; nothing is kept before it is recorded.</remarks>
[Needs(Permission.EditRulebook)]
[RequestSizeLimit(4 * LoadRulebookEndpoint.LargestDocument)]
public sealed class EditModel(
    Jurisdictions jurisdictions, RulebookBook book, RulebookShelf shelf, RulebookDesk desk, RuleWords say, IStringLocalizer<Resources.Rules> words)
    : ChangePage(jurisdictions, book, shelf, desk, say, words)
{
    private readonly RulebookShelf _shelf = shelf;
    private readonly IStringLocalizer<Resources.Rules> _words = words;

    /// <summary>The rules to choose from: what holds once everything published has taken effect.</summary>
    public IReadOnlyList<Rule> Rules { get; private set; } = [];

    /// <summary>The rule chosen; null before a choice.</summary>
    public Rule? Rule { get; private set; }

    /// <summary>The rule as it is inherited; null at the root, or for one of the jurisdiction's own.</summary>
    public Rule? Above { get; private set; }

    /// <summary>Whether the layer that this would follow sets the rule, so that it can be taken back.</summary>
    public bool IsSetHere { get; private set; }

    /// <summary>What was typed.</summary>
    public RuleForm Form { get; private set; } = null!;

    /// <summary>The effective day as typed.</summary>
    public string? TypedFrom { get; private set; }

    /// <summary>The change as far as it has come, as a document; null before the first rule was changed.</summary>
    public string? Draft { get; private set; }

    /// <summary>The rules that the change differs in from what is published, by their order there.</summary>
    public ImmutableArray<RuleDifference> Drafted { get; private set; } = [];

    private Rulebook? _base;

    /// <summary>Shows the form of a rule, or the choice of one.</summary>
    public async Task<IActionResult> OnGetAsync(string jurisdiction, string? rule, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        Begin();
        return Choose(rule) ? Page() : NotFound();
    }

    /// <summary>Checks what was typed and tells what it would bring, with the rules that were changed before it.</summary>
    public async Task<IActionResult> OnPostAsync(
        string jurisdiction, string? rule, string? colour, string? points, string? redAfterWorkingDays, string? redPoints, string? effectiveFrom, bool takeBack,
        string? draft, int? waiting, string? standing, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        if (!Begin(draft, waiting, standing))
            return BadRequest();
        if (!Choose(rule) || Rule is null)
            return NotFound();
        TypedFrom = effectiveFrom;
        Form = new(
            colour ?? "", points?.Trim() ?? "", redAfterWorkingDays?.Trim() ?? "", redPoints?.Trim() ?? "",
            Rule.Kind.Parameters().ToDictionary(known => known.Name, known => Request.Form[$"parameters.{known.Name}"].ToString().Trim(), StringComparer.Ordinal));
        var from = EffectiveFrom(effectiveFrom);
        var changed = takeBack ? Rule : Form.Read(Rule, Jurisdiction.Name, out var faults) ?? Tell(faults);
        if (changed is not null && Faults.Count == 0)
            await DraftAsync(Put(changed, takeBack) with { EffectiveFrom = from ?? DateTimeOffset.MinValue }, cancellation);
        return Page();
    }

    /// <summary>Begins a change of a root's rules by all that the shipped ones have gained since, and tells what it would bring.</summary>
    public async Task<IActionResult> OnPostAdoptAsync(string jurisdiction, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        Begin();
        if (IsProposing || _base is null)
            return NotFound();
        await DraftAsync(Adoption.Of(_base) with { EffectiveFrom = DateTimeOffset.MinValue }, cancellation);
        Choose(code: null);
        return Page();
    }

    /// <summary>Shows the form of a further rule, or of one that was changed already, beside the change as it stands.</summary>
    public async Task<IActionResult> OnPostChooseAsync(string jurisdiction, string? rule, string? again, string? draft, int? waiting, string? standing, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        if (!Begin(draft, waiting, standing))
            return BadRequest();
        if (!Choose(again ?? rule))
            return NotFound();
        if (_base is not null && Draft is not null)
            await DraftAsync(_base, cancellation);
        return Page();
    }

    /// <summary>Takes one rule out of the change: it stays as it is published.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string jurisdiction, string? remove, string? draft, int? waiting, string? standing, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        if (!Begin(draft, waiting, standing) || _base is not { } layer || Draft is null)
            return BadRequest();
        var rest = Without(layer, remove ?? "");
        if (Waiting is null && Differences(rest).IsEmpty)
            return Redirect(Address("edit"));
        await DraftAsync(rest, cancellation);
        Choose(code: null);
        return Page();
    }

    /// <inheritdoc/>
    protected override void BeginAgain(string document, int? waiting, string? standing)
    {
        Begin(document, waiting, standing);
        Choose(code: null);
    }

    /// <inheritdoc/>
    protected override async Task<bool> LayAgainAsync(byte[] document, int waiting, string standing, CancellationToken cancellation)
    {
        Begin();
        var begun = await BegunOnAsync(waiting, standing, cancellation);
        if (begun is not null && RulebookJson.TryReadLayer(document, out var changed, out _))
            await DraftAsync(ChangeAgain.Over(begun, changed, _base ?? Supplement()), cancellation);
        Choose(code: null);
        return Draft is not null;
    }

    /// <inheritdoc/>
    protected override string LaidAgain => "laid-over";

    /// <summary>The layer on which a change was begun; null where its text is not kept.</summary>
    private async Task<Rulebook?> BegunOnAsync(int waiting, string standing, CancellationToken cancellation)
    {
        if (waiting == 0 && standing.Length == 0)
            return IsProposing ? Supplement() : null;
        var version = waiting > 0 || !int.TryParse(standing.Split('+')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? waiting : last;
        return (await _shelf.FindAsync(HttpContext.Caller(), Jurisdiction.Id, version, cancellation))?.Book;
    }

    /// <summary>Goes on with the change as it was sent, or begins one on the layer that waits, else on the one that is published; false where what was sent is no layer.</summary>
    private bool Begin(string? draft = null, int? seen = null, string? standing = null)
    {
        var history = History;
        Seen = string.IsNullOrEmpty(draft) ? null : seen;
        Standing = string.IsNullOrEmpty(draft) ? RulebookPreview.Standing(history, Jurisdiction.Id, Soonest) : standing ?? "";
        _base = Waiting?.Book ?? RulebookPreview.Followed(history, Jurisdiction.Id, DateTimeOffset.MaxValue);
        if (!string.IsNullOrEmpty(draft))
        {
            if (!RulebookJson.TryReadLayer(Encoding.UTF8.GetBytes(draft), out var sent, out _))
                return false;
            (_base, Draft, Drafted) = (sent, draft, Differences(sent));
            TypedFrom = sent.EffectiveFrom > DateTimeOffset.MinValue ? Zone.Of(Jurisdiction.Zone).DayOf(sent.EffectiveFrom).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        }

        return true;
    }

    /// <summary>Checks the whole change; where it can be recorded it is the one that the form goes on with.</summary>
    private async Task DraftAsync(Rulebook layer, CancellationToken cancellation)
    {
        if (!await CheckAsync(RulebookWriter.Write(layer with { Version = 0 }), FieldOf, cancellation))
            return;
        (_base, Draft, Drafted) = (Layer, Document, Preview!.Changes);
    }

    private ImmutableArray<RuleDifference> Differences(Rulebook layer) => RulebookPreview.Of(History, Jurisdiction.Id, layer, Soonest).Changes;

    /// <summary>A layer that sets nothing yet.</summary>
    private Rulebook Supplement() => new(0, $"{Jurisdiction.Name}补充规则", $"Supplementary rules of {Jurisdiction.Name}", DateTimeOffset.MinValue, []);

    /// <summary>The own layer with the rule as it shall be.</summary>
    private Rulebook Put(Rule changed, bool takeBack)
    {
        var layer = _base ?? Supplement();
        if (takeBack)
            return layer with { Rules = layer.Rules.RemoveAll(one => one.Code == changed.Code) };
        return layer.Find(changed.Code) is { } former ? layer with { Rules = layer.Rules.Replace(former, changed) } : layer with { Rules = layer.Rules.Add(changed) };
    }

    /// <summary>The layer with one rule as the published one has it that it would follow.</summary>
    private Rulebook Without(Rulebook layer, string code)
    {
        var followed = RulebookPreview.Followed(History, Jurisdiction.Id, layer.EffectiveFrom > Soonest ? layer.EffectiveFrom : Soonest);
        var rules = layer.Rules;
        if (followed?.Find(code) is { } published)
            rules = layer.Find(code) is { } changed ? rules.Replace(changed, published) : rules.Add(published);
        else
            rules = rules.RemoveAll(one => one.Code == code);
        var off = layer.SwitchedOff.Remove(code);
        return layer with { Rules = rules, SwitchedOff = followed is not null && followed.SwitchedOff.Contains(code) ? off.Add(code) : off };
    }

    private bool Choose(string? code)
    {
        var inherited = History.Inherited(Jurisdiction.Id);
        Rules = inherited is null ? [.. _base?.Rules ?? []] : [.. Overlay.Lay(inherited.Rules, new(Jurisdiction.Id, _base ?? new Rulebook(0, "", "", default, [])))];
        if (string.IsNullOrEmpty(code))
            return true;
        Rule = Rules.FirstOrDefault(rule => rule.Code == code);
        if (Rule is null)
            return false;
        Above = inherited?.Find(code);
        IsSetHere = Above is not null && _base?.Find(code) is not null;
        Form = RuleForm.Of(Rule);
        return true;
    }

    private Rule? Tell(IEnumerable<RulebookError> faults)
    {
        foreach (var fault in faults)
        {
            var field = RuleWords.FieldOf(fault.Path);
            var known = Rule!.Kind.Parameters().FirstOrDefault(parameter => field == $"parameters.{parameter.Name}");
            Faults[field] = fault.Code == "out-of-range" ? _words["fault.range", known?.Least ?? 0, known?.Most ?? 250].Value : _words[$"fault.{fault.Code}"].Value;
        }

        return null;
    }

    /// <summary>Faults of the rule on the form stand at its fields; those of the layer's other rules above the form.</summary>
    private string FieldOf(RulebookError fault, Rulebook? layer) =>
        fault.Path == "$.effectiveFrom" ? Rule is null ? "form" : "effectiveFrom"
        : Rule is { } shown && layer is not null && RuleWords.RuleAt(fault.Path) is { } at && layer.Rules[at].Code == shown.Code && RuleWords.FieldOf(fault.Path) is not "mandatory" and var field ? field
        : "form";
}
