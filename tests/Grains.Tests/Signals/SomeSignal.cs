using FsCheck;
using FsCheck.Fluent;
using Grains.Rules;
using Grains.Signals;

namespace Grains.Tests.Signals;

/// <summary>Faults, commands and histories of signals for tests.</summary>
internal static class SomeSignal
{
    public static readonly DateTimeOffset At = new(2026, 3, 17, 1, 0, 0, TimeSpan.Zero);

    public static readonly Grounds Grounds = new(1, 2, 3);

    private static readonly Gen<SignalCommand> Command =
        from what in Gen.Choose(0, 5)
        from minutes in Gen.Choose(0, 1000)
        from colour in Gen.Elements(Colour.Yellow, Colour.Red)
        from late in Gen.Choose(0, 2)
        select Of(what, At.AddMinutes(minutes), colour, At.AddHours(late - 2));

    /// <summary>Any sequence of commands on one signal.</summary>
    public static Arbitrary<SignalCommand[]> Commands { get; } = Gen.Choose(0, 12).SelectMany(count => Command.ListOf(count)).Select(commands => commands.ToArray()).ToArbitrary();

    public static Fault Fault(Colour colour = Colour.Yellow, RuleKind kind = RuleKind.PromiseMissed, string discriminator = "") => new(
        kind.Name(), kind, discriminator, At.AddHours(-2), colour, colour == Colour.Red ? 30 : 10, "第十一条第(二)项", 1,
        [new("due", "2026-03-16T16:00:00Z"), new("doneAt", "")]);

    private static SignalCommand Of(int what, DateTimeOffset at, Colour colour, DateTimeOffset trueFrom) => what switch
    {
        0 or 1 or 2 => new SignalCommand.Raise(at, Fault(colour) with { TrueFrom = trueFrom }, Grounds),
        3 or 4 => new SignalCommand.Retract(at),
        _ => new SignalCommand.Confirm(at, "监察员01"),
    };
}
