using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Grains.Tests.Conformance;

/// <summary>What holds of every grain that decides commands; each grain runs all of it (style.md no. 12).</summary>
public abstract class GrainConformance<TState, TCommand, TEvent>
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    /// <summary>A grain to which nothing has happened.</summary>
    protected abstract TState New { get; }

    /// <summary>Any sequence of commands.</summary>
    protected abstract Arbitrary<TCommand[]> Commands { get; }

    [Fact]
    public void Replay_EqualsLive() => Check.One(Config, Prop.ForAll(Commands, commands =>
    {
        var (live, stored) = (New, new List<byte[]>());
        foreach (var happened in commands.SelectMany(command => Act(ref live, command)))
            stored.Add(Store(happened));
        return Text(stored.Aggregate(New, (state, bytes) => Evolve(state, Load(bytes)))) == Text(live);
    }));

    [Fact]
    public void Refusal_ChangesNothing() => Check.One(Config, Prop.ForAll(Commands, commands =>
    {
        var state = New;
        foreach (var command in commands)
        {
            var (events, refused) = Decide(state, command);
            if (refused && events.Count > 0)
                return false;
            state = events.Aggregate(state, Evolve);
        }

        return true;
    }));

    [Fact]
    public void SameCommandTwice_AddsNothing() => Check.One(Config, Prop.ForAll(Commands, commands =>
    {
        var state = New;
        foreach (var command in commands)
        {
            state = Decide(state, command).Events.Aggregate(state, Evolve);
            if (Decide(state, command).Events.Count > 0)
                return false;
        }

        return true;
    }));

    protected abstract (IReadOnlyList<TEvent> Events, bool Refused) Decide(TState state, TCommand command);

    protected abstract TState Evolve(TState state, TEvent happened);

    /// <summary>An event as it is stored.</summary>
    protected abstract byte[] Store(TEvent happened);

    /// <summary>A stored event.</summary>
    protected abstract TEvent Load(byte[] stored);

    /// <summary>A state in a form that is equal for equal states.</summary>
    protected abstract string Text(TState state);

    private IReadOnlyList<TEvent> Act(ref TState state, TCommand command)
    {
        var events = Decide(state, command).Events;
        state = events.Aggregate(state, Evolve);
        return events;
    }
}
