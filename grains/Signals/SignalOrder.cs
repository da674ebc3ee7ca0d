namespace Grains.Signals;

/// <summary>A command for one signal of a subject.</summary>
/// <param name="Signal">Id of the signal's grain; null for one that is yet to be made.</param>
/// <param name="Command">The command.</param>
public readonly record struct SignalOrder(long? Signal, SignalCommand Command);
