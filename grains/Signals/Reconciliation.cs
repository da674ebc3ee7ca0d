using System.Collections.Immutable;
using Grains.Rules;

namespace Grains.Signals;

/// <summary>Brings the signals of a subject to what was found of it.</summary>
public static class Reconciliation
{
    /// <summary>The commands by which the signals come to say what the faults say; none where they do already.</summary>
    /// <remarks>
    /// A fault without a signal is raised; one whose colour changed, that is true from another instant, or true again, is raised
    /// anew on its own signal; a signal whose fault is no longer found is retracted, save those a department keeps for good.
    /// </remarks>
    /// <param name="signals">Every signal ever raised on the subject.</param>
    /// <param name="faults">Its faults as judged now.</param>
    /// <param name="grounds">The versions the judgement rests on.</param>
    /// <param name="now">The instant of judging.</param>
    public static ImmutableArray<SignalOrder> Reconcile(
        ReadOnlySpan<RaisedSignal> signals, ImmutableArray<Fault> faults, Grounds grounds, DateTimeOffset now)
    {
        if (signals.IsEmpty && faults.IsEmpty)
            return [];
        var orders = ImmutableArray.CreateBuilder<SignalOrder>();
        foreach (var fault in faults)
        {
            var key = fault.Key;
            var at = IndexOf(signals, key);
            if (at < 0)
                orders.Add(new(null, new SignalCommand.Raise(now, fault, grounds)));
            else if (!signals[at].Says(fault))
                orders.Add(new(signals[at].Signal, new SignalCommand.Raise(now, fault, grounds)));
        }

        foreach (var signal in signals)
        {
            if (signal.Stands && !signal.Kind.IsLasting() && !IsFound(faults, signal.Fault))
                orders.Add(new(signal.Signal, new SignalCommand.Retract(now)));
        }

        return orders.DrainToImmutable();
    }

    private static int IndexOf(ReadOnlySpan<RaisedSignal> signals, string key)
    {
        for (var i = 0; i < signals.Length; i++)
        {
            if (signals[i].Fault == key)
                return i;
        }

        return -1;
    }

    private static bool IsFound(ImmutableArray<Fault> faults, string key)
    {
        foreach (var fault in faults)
        {
            if (fault.Key == key)
                return true;
        }

        return false;
    }
}
