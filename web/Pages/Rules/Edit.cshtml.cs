using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Rules;

namespace Web.Pages.Rules;

/// <summary>Changes one rule by a form: a tightening proposed to the superior, or at the root a new version; what it brings is told before it is recorded.</summary>
[Needs(Permission.EditRulebook)]
[RequestSizeLimit(4 * LoadRulebookEndpoint.LargestDocument)]
public sealed class EditModel(
    Jurisdictions jurisdictions, RulebookBook book, RulebookShelf shelf, RulebookDesk desk, RuleWords say, IStringLocalizer<Resources.Rules> words)
    : ChangePage(jurisdictions, book, shelf, desk, say, words)
{
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

    private Rulebook? _base;

    /// <summary>Shows the form of a rule, or the choice of one.</summary>
    public async Task<IActionResult> OnGetAsync(string jurisdiction, string? rule, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        if (!Choose(rule))
            return NotFound();
        return Page();
    }

    /// <summary>Checks what was typed and tells what it would bring.</summary>
    public async Task<IActionResult> OnPostAsync(
        string jurisdiction, string? rule, string? colour, string? points, string? redAfterWorkingDays, string? redPoints, string? effectiveFrom, bool takeBack,
        CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        if (!Choose(rule) || Rule is null)
            return NotFound();
        TypedFrom = effectiveFrom;
        Form = new(
            colour ?? "", points?.Trim() ?? "", redAfterWorkingDays?.Trim() ?? "", redPoints?.Trim() ?? "",
            Rule.Kind.Parameters().ToDictionary(known => known.Name, known => Request.Form[$"parameters.{known.Name}"].ToString().Trim(), StringComparer.Ordinal));
        var from = EffectiveFrom(effectiveFrom);
        var changed = takeBack ? Rule : Form.Read(Rule, Jurisdiction.Name, out var faults) ?? Tell(faults);
        if (changed is null || Faults.Count > 0)
            return Page();
        await CheckAsync(RulebookWriter.Write(Put(changed, takeBack) with { Version = 0, EffectiveFrom = from ?? DateTimeOffset.MinValue }), FieldOf, cancellation);
        return Page();
    }

    /// <inheritdoc/>
    protected override void BeginAgain() => Choose(code: null);

    /// <summary>The own layer with the rule as it shall be: the one that waits, else the one that is published.</summary>
    private Rulebook Put(Rule changed, bool takeBack)
    {
        var layer = _base ?? new Rulebook(0, $"{Jurisdiction.Name}补充规则", $"Supplementary rules of {Jurisdiction.Name}", DateTimeOffset.MinValue, []);
        if (takeBack)
            return layer with { Rules = layer.Rules.RemoveAll(one => one.Code == changed.Code) };
        return layer.Find(changed.Code) is { } former ? layer with { Rules = layer.Rules.Replace(former, changed) } : layer with { Rules = layer.Rules.Add(changed) };
    }

    private bool Choose(string? code)
    {
        _base = Waiting?.Book ?? RulebookPreview.Followed(History, Jurisdiction.Id, DateTimeOffset.MaxValue);
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
        fault.Path == "$.effectiveFrom" ? "effectiveFrom"
        : layer is not null && RuleWords.RuleAt(fault.Path) is { } at && layer.Rules[at].Code == Rule!.Code && RuleWords.FieldOf(fault.Path) is not "mandatory" and var field ? field
        : "form";
}
