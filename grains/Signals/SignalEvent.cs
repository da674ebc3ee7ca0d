using Grains.Rules;

namespace Grains.Signals;

/// <summary>What has happened to a signal; its history is these, in order.</summary>
public abstract record SignalEvent
{
    private SignalEvent(DateTimeOffset at) => At = at;

    /// <summary>When, by the database's clock, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>发牌: raised for a fault.</summary>
    /// <param name="At">When.</param>
    /// <param name="Fault">The fault.</param>
    /// <param name="Grounds">The versions it rests on.</param>
    public sealed record Raised(DateTimeOffset At, Fault Fault, Grounds Grounds) : SignalEvent(At);

    /// <summary>升级: the fault has grown graver, yellow has turned red.</summary>
    /// <param name="At">When.</param>
    /// <param name="Colour">Its colour from now on.</param>
    /// <param name="Points">Tenths of a point from now on.</param>
    public sealed record Escalated(DateTimeOffset At, Colour Colour, int Points) : SignalEvent(At);

    /// <summary>降级: a fact that came later shows that the fault was put right before it could grow.</summary>
    /// <param name="At">When.</param>
    /// <param name="Colour">Its colour from now on.</param>
    /// <param name="Points">Tenths of a point from now on.</param>
    public sealed record Moderated(DateTimeOffset At, Colour Colour, int Points) : SignalEvent(At);

    /// <summary>存疑: a fact that came later makes the fault untrue.</summary>
    /// <param name="At">When.</param>
    public sealed record Contradicted(DateTimeOffset At) : SignalEvent(At);

    /// <summary>恢复: the fault is true again.</summary>
    /// <param name="At">When.</param>
    /// <param name="Colour">Its colour from now on.</param>
    /// <param name="Points">Tenths of a point from now on.</param>
    public sealed record Reinstated(DateTimeOffset At, Colour Colour, int Points) : SignalEvent(At);

    /// <summary>
    /// 更正事由: facts that came later leave the fault true, but from another instant, perhaps under another version of the
    /// rulebook. Figures count it on the day of that instant, so that no order of arrival gives another day.
    /// </summary>
    /// <param name="At">When.</param>
    /// <param name="Fault">The fault as it is found now.</param>
    /// <param name="Grounds">The versions it rests on now.</param>
    public sealed record Restated(DateTimeOffset At, Fault Fault, Grounds Grounds) : SignalEvent(At);

    /// <summary>失效: a reminder's moment has passed.</summary>
    /// <param name="At">When.</param>
    public sealed record Lapsed(DateTimeOffset At) : SignalEvent(At);

    /// <summary>发牌确认: an inspector has confirmed it.</summary>
    /// <param name="At">When.</param>
    /// <param name="By">Name of the account.</param>
    public sealed record Confirmed(DateTimeOffset At, string By) : SignalEvent(At);
}
