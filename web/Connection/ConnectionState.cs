namespace Web.Connection;

/// <summary>How far a department is connected, the most troubling first.</summary>
public enum ConnectionState
{
    /// <summary>It sent events, and nothing came for longer than the rulebook's silent feed allows.</summary>
    Silent,

    /// <summary>It has a system of its own from which nothing ever came.</summary>
    Unconnected,

    /// <summary>Something came, and nothing of it could be recorded yet.</summary>
    Testing,

    /// <summary>It has no system: its cases are handled on the platform's forms, none yet or none lately.</summary>
    Forms,

    /// <summary>Its events are recorded.</summary>
    Live,
}
