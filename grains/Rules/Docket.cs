using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;

namespace Grains.Rules;

/// <summary>What one judging finds: its faults, and the next instant at which time alone could change them.</summary>
internal ref struct Docket(Rulebooks rules, WorkCalendar calendar, DateTimeOffset now, int department, ItemKind itemKind)
{
    private ImmutableArray<Fault>.Builder? _faults;
    private DateTimeOffset _next = DateTimeOffset.MaxValue;

    public Rulebooks Rules { get; } = rules;

    public WorkCalendar Calendar { get; } = calendar;

    public DateTimeOffset Now { get; } = now;

    public readonly DateTimeOffset? NextCheckAt => _next == DateTimeOffset.MaxValue ? null : _next;

    public readonly ImmutableArray<Fault> Faults => _faults?.ToImmutable() ?? [];

    /// <summary>Whether the instant has come; while it has not, it is one to look again at.</summary>
    public bool HasCome(DateTimeOffset instant)
    {
        if (Now >= instant)
            return true;
        if (instant < _next)
            _next = instant;
        return false;
    }

    /// <summary>Has a limit that ends beyond the last day the calendar knows looked at again when that day is over, and from then on with every day until the next paper is there.</summary>
    /// <remarks>What rests on days before the first known one waits for nothing.</remarks>
    /// <param name="due">The local day on which the limit ends by what is known now.</param>
    /// <param name="start">From when it is counted; null where pauses, or what else is not settled yet, move it.</param>
    /// <param name="doneAt">When what it demands was done; null while it is not. What was in time however the days turn out waits for nothing either.</param>
    public void AwaitPaper(DateOnly due, DateTimeOffset? start, DateTimeOffset? doneAt)
    {
        var (zone, known) = (Calendar.Zone, Calendar.Coverage.To);
        if (due <= known || doneAt < zone.StartOf(Calendar.Earliest(due, start is { } from ? zone.DayOf(from) : null)))
            return;
        var today = zone.DayOf(Now);
        HasCome(zone.EndOf(today > known ? today : known));
    }

    /// <summary>Whether the rule looks at the subject.</summary>
    public readonly bool Covers(CompiledRule rule) => rule.Covers(department, itemKind);

    /// <summary>Since when a warning that holds by this rule has held, and by which version (<see cref="Rulebooks.Since"/>).</summary>
    public readonly (CompiledRulebook Book, CompiledRule Rule, DateTimeOffset From) Since(
        CompiledRulebook book, CompiledRule rule, Func<CompiledRule, DateTimeOffset> warns) => Rules.Since(book, rule, department, itemKind, warns);

    /// <summary>Reports a fault under every rule of its kind that was in force when it became true.</summary>
    /// <param name="kind">Kind of the rule.</param>
    /// <param name="trueFrom">When it became true.</param>
    /// <param name="discriminator">Tells it from others of its rule; empty where there can be only one.</param>
    /// <param name="correctedAt">When it was put right; null while it is not.</param>
    /// <param name="facts">What it rests on.</param>
    public void Find(
        RuleKind kind, DateTimeOffset trueFrom, string discriminator, DateTimeOffset? correctedAt, params ReadOnlySpan<KeyValuePair<string, string>> facts)
    {
        if (Rules.InForce(trueFrom) is not { } book)
            return;
        foreach (var rule in book.Of(kind))
        {
            if (Covers(rule))
                Add(book, rule, trueFrom, discriminator, correctedAt, facts);
        }
    }

    /// <summary>Reports a fault under one rule.</summary>
    public void Add(
        CompiledRulebook book, CompiledRule found, DateTimeOffset trueFrom, string discriminator, DateTimeOffset? correctedAt,
        params ReadOnlySpan<KeyValuePair<string, string>> facts)
    {
        var rule = found.Rule;
        if (IsFound(rule, discriminator))
            return;
        var red = TurnedRed(rule, trueFrom, correctedAt);
        _faults ??= ImmutableArray.CreateBuilder<Fault>();
        _faults.Add(new(
            rule.Code, rule.Kind, discriminator, trueFrom, red ? Colour.Red : rule.Colour, red ? rule.RedPoints : rule.Points, rule.ClauseFor(itemKind),
            book.Source.Version, [.. facts]));
    }

    /// <summary>The same fault of the same subject is one, however often it was committed.</summary>
    private readonly bool IsFound(Rule rule, string discriminator)
    {
        if (_faults is null)
            return false;
        foreach (var fault in _faults)
        {
            if (fault.Rule == rule.Code && fault.Discriminator == discriminator)
                return true;
        }

        return false;
    }

    /// <summary>A deadline beyond the calendar's reach turns nothing red.</summary>
    private bool TurnedRed(Rule rule, DateTimeOffset trueFrom, DateTimeOffset? correctedAt)
    {
        if (rule.Colour != Colour.Yellow || rule.RedAfter is not { } days)
            return false;
        var due = Clock.Due(Calendar, trueFrom, Limit.WorkingDays(days));
        if (due.Provisional)
        {
            AwaitPaper(due.Day, trueFrom, correctedAt);
            return false;
        }

        return !(correctedAt < due.Instant) && HasCome(due.Instant);
    }
}
