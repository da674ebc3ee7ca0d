using System.Numerics;
using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>A walk along a published flow: where a case may stand by what was told of it so far.</summary>
/// <remarks>
/// What was told at one instant has no order of its own, many systems tell dates alone: if any order of it conforms, it
/// conforms, and the case may stand wherever such an order ends.
/// </remarks>
/// <param name="flow">The published flow.</param>
public sealed class FlowWalk(Flow flow)
{
    /// <summary>Beyond so many steps at one instant only their published order is tried: the orders would be too many.</summary>
    private const int MostInAnyOrder = 10;

    private int[] _standing = [-1];
    private bool _lost;

    /// <summary>The furthest step, by place, at which it may stand; −1 at the beginning.</summary>
    public int Furthest => _standing[^1];

    /// <summary>Whether the published flow leads from where it may stand to this step.</summary>
    public bool LeadsTo(int step)
    {
        foreach (var from in _standing)
        {
            if (FlowPath.Leads(flow, from, step))
                return true;
        }

        return false;
    }

    /// <summary>A step the flow does not know: whatever known one follows is not measured.</summary>
    public void Lose() => _lost = true;

    /// <summary>Goes on through all these steps in any order; false, and it stands where it stood, when the flow allows none.</summary>
    /// <param name="steps">Their places, in published order.</param>
    public bool TryPass(ReadOnlySpan<int> steps)
    {
        if (steps.Length > 1 && steps.Length <= MostInAnyOrder)
            return TryPassInAnyOrder(steps);
        for (var i = 0; i < steps.Length; i++)
        {
            if (i == 0 ? !_lost && !LeadsTo(steps[0]) : !FlowPath.Leads(flow, steps[i - 1], steps[i]))
                return false;
        }

        Stand(steps[^1]);
        return true;
    }

    /// <summary>
    /// The same where the flow does not lead on without steps that may only have been told again: with some of them it may, and then
    /// nobody can tell that they were not gone through again. It stands wherever it may with the fewest.
    /// </summary>
    /// <param name="steps">The places of those that were gone through.</param>
    /// <param name="doubtful">The places of those that may have been told again.</param>
    /// <returns>Those of them that were gone through; none, and it stands where it stood, when the flow leads on with none.</returns>
    public IReadOnlyList<int> PassWith(ReadOnlySpan<int> steps, IReadOnlyList<int> doubtful)
    {
        int[] all = [.. steps, .. doubtful];
        if (doubtful.Count == 0 || all.Length > MostInAnyOrder)
            return [];
        var (ends, known) = (EndsOf(all), steps.Length);
        var (fewest, last, passed) = (all.Length, 0, 0);
        for (var set = 0; set < ends.Length; set++)
        {
            var many = BitOperations.PopCount((uint)set);
            if ((~set & ((1 << known) - 1)) != 0 || ends[set] == 0 || many > fewest)
                continue;
            if (many < fewest)
                (fewest, last, passed) = (many, 0, 0);
            (last, passed) = (last | ends[set], passed | set);
        }

        if (passed == 0)
            return [];
        StandAtAny(all, last);
        return [.. doubtful.Where((_, i) => (passed & (1 << (known + i))) != 0)];
    }

    /// <summary>Stands at the step, however it came there.</summary>
    public void Stand(int step) => (_standing, _lost) = ([step], false);

    /// <summary>Goes through the step or stays where it stands, nobody can tell; false, and it stays, when the flow does not lead there.</summary>
    public bool MayPass(int step)
    {
        if (!_lost && !LeadsTo(step))
            return false;
        if (!_lost)
            _standing = [.. new SortedSet<int>([.. _standing, step])];
        return true;
    }

    private bool TryPassInAnyOrder(ReadOnlySpan<int> steps)
    {
        var last = EndsOf(steps)[^1];
        if (last == 0)
            return false;
        StandAtAny(steps, last);
        return true;
    }

    /// <summary>For every set of the steps, which of them can come last: each set from those with one step less.</summary>
    private int[] EndsOf(ReadOnlySpan<int> steps)
    {
        var ends = new int[1 << steps.Length];
        for (var last = 0; last < steps.Length; last++)
            ends[1 << last] = _lost || LeadsTo(steps[last]) ? 1 << last : 0;
        for (var passed = 1; passed < ends.Length; passed++)
        {
            for (var next = 0; next < steps.Length; next++)
            {
                if ((passed & (1 << next)) == 0 && CanFollow(steps, ends[passed], next))
                    ends[passed | (1 << next)] |= 1 << next;
            }
        }

        return ends;
    }

    private void StandAtAny(ReadOnlySpan<int> steps, int last)
    {
        var standing = new SortedSet<int>();
        for (var i = 0; i < steps.Length; i++)
        {
            if ((last & (1 << i)) != 0)
                standing.Add(steps[i]);
        }

        (_standing, _lost) = ([.. standing], false);
    }

    private bool CanFollow(ReadOnlySpan<int> steps, int ends, int next)
    {
        for (var last = 0; last < steps.Length; last++)
        {
            if ((ends & (1 << last)) != 0 && FlowPath.Leads(flow, steps[last], steps[next]))
                return true;
        }

        return false;
    }
}
