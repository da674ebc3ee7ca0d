namespace Web.Interface;

/// <summary>A body that holds no events at all: answered with 400 and not kept.</summary>
public sealed class UnreadableBodyException(string code, string message, string expected) : Exception(message)
{
    /// <summary>Stable code.</summary>
    public string Code { get; } = code;

    /// <summary>What would have been right.</summary>
    public string Expected { get; } = expected;
}
