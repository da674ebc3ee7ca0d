using System.Collections.Immutable;
using System.Globalization;
using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Demo;

/// <summary>What all departments of the demo tell, and when: the same for the same seed, systems and start.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed class Traffic
{
    private readonly ImmutableArray<DemoSystem> _systems;
    private readonly ImmutableArray<TapeCase> _tape;
    private readonly TrafficRules _rules;
    private readonly DateTimeOffset _start;
    private readonly Chance _chance;
    private readonly PriorityQueue<RunningCase, (DateTimeOffset At, string Number)> _running = new();
    private readonly HashSet<DemoSystem> _silent;
    private readonly string _stamp;
    private DateTimeOffset _nextCase;
    private DateTimeOffset _nextBatch;
    private long _numbers;

    /// <summary>Begins at an instant; case numbers carry it, so that two runs never use the same.</summary>
    public Traffic(ImmutableArray<DemoSystem> systems, ImmutableArray<TapeCase> tape, TrafficRules rules, DateTimeOffset start)
    {
        _systems = systems;
        _tape = tape;
        _rules = rules;
        _start = start;
        _chance = Chance.For(rules.Seed, "traffic");
        _silent = [.. systems.Where((_, index) => index % rules.OneSilentIn == rules.OneSilentIn - 1)];
        _stamp = start.UtcDateTime.ToString("yyMMddHHmmss", CultureInfo.InvariantCulture);
        _nextCase = start;
        _nextBatch = start + (rules.BatchEvery / 5);
        // Only a feed that has spoken can fall silent: each says one word more, and three working days later it is missed.
        foreach (var system in systems.Where(_silent.Contains))
        {
            var script = Draw(system.Items);
            Enqueue(system, script with { Events = script.Events[..1], ToldAfter = null }, start, rules.LongestWait);
        }
    }

    /// <summary>What has happened before the start. What is still to happen in these cases comes with <see cref="Until"/>.</summary>
    public IEnumerable<(DemoSystem System, DemoEvent Event)> Backlog()
    {
        foreach (var system in _systems)
        {
            for (var i = 0; i < _rules.BacklogPerSystem; i++)
            {
                var script = Draw(system.Items) with { ToldAfter = null };
                var age = _rules.BacklogReach * _chance.Fraction();
                var run = new RunningCase(system, NextNumber(), script, _start - age, Next: 0, _rules.LongestWait);
                while (run.Next < script.Events.Length && script.Events[run.Next].At <= age)
                    yield return (system, run.Tell(run.Accepted + script.Events[run.Next].At, out run));
                if (run.Next < script.Events.Length && !_silent.Contains(system))
                    Enqueue(run, _start + (_rules.LongestWait * _chance.Fraction()));
            }
        }
    }

    /// <summary>What is to be told between the last call (the start, at first) and now, in order for each case.</summary>
    /// <remarks>How often it is called makes no difference to what is told.</remarks>
    public IEnumerable<(DemoSystem System, DemoEvent Event)> Until(DateTimeOffset now)
    {
        while (_nextCase <= now || _nextBatch <= now)
        {
            if (_nextCase <= _nextBatch)
            {
                Begin(_chance.Of(_systems), _nextCase);
                _nextCase += TimeSpan.FromSeconds(-Math.Log(1 - _chance.Fraction()) / _rules.CasesPerSecond);
            }
            else
            {
                BeginBatch(_chance.Of(_systems), _nextBatch);
                _nextBatch += _rules.BatchEvery;
            }
        }

        while (_running.TryPeek(out var run, out var due) && due.At <= now)
        {
            _running.Dequeue();
            foreach (var told in run.Script.ToldAfter is null ? Step(run, due.At) : TellAll(run))
                yield return (run.System, told);
        }
    }

    private IEnumerable<DemoEvent> Step(RunningCase run, DateTimeOffset due)
    {
        var told = run.Tell(due, out var later);
        if (later.Next < later.Script.Events.Length)
        {
            var gap = later.Script.Events[later.Next].At - run.Script.Events[run.Next].At;
            Enqueue(later, due + (gap < _rules.ShortestWait ? _rules.ShortestWait : gap > run.LongestWait ? run.LongestWait : gap));
        }

        yield return told;
    }

    private static IEnumerable<DemoEvent> TellAll(RunningCase run)
    {
        while (run.Next < run.Script.Events.Length)
            yield return run.Tell(run.Accepted + run.Script.Events[run.Next].At, out run);
    }

    private void Begin(DemoSystem system, DateTimeOffset at)
    {
        if (_silent.Contains(system))
            return;
        var injected = _chance.Happens(_rules.ShareInjected);
        // Retired items are one more rule to break, drawn as often as any other.
        var retired = injected && !system.Retired.IsEmpty && _chance.Below(Injection.OfCases.Length + 1) == 0;
        var script = Draw(retired ? system.Retired : system.Items);
        Enqueue(system, injected && !retired ? Inject(script, system) : script, at, injected ? _rules.LongestWaitWithFault : _rules.LongestWait);
    }

    private void BeginBatch(DemoSystem system, DateTimeOffset at)
    {
        if (_silent.Contains(system))
            return;
        for (var i = 0; i < _rules.BatchSize; i++)
        {
            if (Draw(system.Items) is var script && script.IndexOf(Grains.Cases.CaseEventKind.Closed) >= 0)
                Enqueue(system, script with { ToldAfter = TimeSpan.FromDays(2) }, at, _rules.LongestWait);
        }
    }

    private void Enqueue(DemoSystem system, CaseScript script, DateTimeOffset at, TimeSpan longestWait)
    {
        var accepted = script.ToldAfter is { } after ? at - after - script.Events[^1].At : at - script.Events[0].At;
        Enqueue(new RunningCase(system, NextNumber(), script, accepted, Next: 0, longestWait), at);
    }

    /// <summary>What is due at one instant is told by case number: the queue alone would leave it to chance.</summary>
    private void Enqueue(RunningCase run, DateTimeOffset due) => _running.Enqueue(run, (due, run.Number));

    private CaseScript Inject(CaseScript script, DemoSystem system)
    {
        var item = system.Items.Single(item => item.Code == script.Item);
        for (var tries = 0; tries < 50; tries++)
        {
            if (Injection.Apply(_chance.Of(Injection.OfCases), script, item) is { } faulty)
                return faulty;
        }

        return script;
    }

    private CaseScript Draw(ImmutableArray<ItemContent> items)
    {
        var item = _chance.Of(items);
        TapeCase tape;
        do
        {
            tape = _chance.Of(_tape);
        }
        while ((tape.Late && !_chance.Happens(_rules.ShareOfLateKept)) || (tape.Ended is null && !_chance.Happens(_rules.ShareOfUnfinishedKept)));

        var limit = item.Limits!.Promised ?? item.Limits.Legal;
        return new ScriptWriter(item, tape.PromisedWithin(CalendarTime(limit)), _chance).Write();
    }

    /// <summary>A stretch of time that is within the limit wherever it begins: so many working days never end before as many days.</summary>
    internal static TimeSpan CalendarTime(Limit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDays or LimitUnit.CalendarDays => TimeSpan.FromDays(limit.Amount),
        LimitUnit.Months => TimeSpan.FromDays(limit.Amount * 30),
        _ => TimeSpan.FromHours(limit.Amount),
    };

    private string NextNumber() => string.Create(CultureInfo.InvariantCulture, $"{_stamp}-{++_numbers:000000}");
}
