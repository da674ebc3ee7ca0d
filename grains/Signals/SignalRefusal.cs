namespace Grains.Signals;

/// <summary>Why a command on a signal changed nothing.</summary>
public abstract record SignalRefusal
{
    private SignalRefusal()
    {
    }

    /// <summary>Stable code, kebab-case.</summary>
    public abstract string Code { get; }

    /// <summary>It was never raised.</summary>
    public sealed record NotRaised : SignalRefusal
    {
        /// <inheritdoc/>
        public override string Code => "signal-not-raised";
    }

    /// <summary>A reminder whose moment has passed needs no confirmation.</summary>
    public sealed record AlreadyLapsed : SignalRefusal
    {
        /// <inheritdoc/>
        public override string Code => "signal-lapsed";
    }

    /// <summary>A contradicted signal is not confirmed: its fault is not true as things stand.</summary>
    public sealed record IsContradicted : SignalRefusal
    {
        /// <inheritdoc/>
        public override string Code => "signal-contradicted";
    }

    /// <summary>The fault is another signal's.</summary>
    /// <param name="Fault">Key of the fault this signal was raised for.</param>
    public sealed record OtherFault(string Fault) : SignalRefusal
    {
        /// <inheritdoc/>
        public override string Code => "signal-of-another-fault";
    }
}
