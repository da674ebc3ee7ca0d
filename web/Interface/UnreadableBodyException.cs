namespace Web.Interface;

/// <summary>A body that holds no events at all, or that cannot be read now: answered with its status and not kept.</summary>
public sealed class UnreadableBodyException(string code, string message, string expected, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    /// <summary>Stable code.</summary>
    public string Code { get; } = code;

    /// <summary>What would have been right.</summary>
    public string Expected { get; } = expected;

    /// <summary>Status of the answer, 4xx.</summary>
    public int Status { get; } = status;
}
