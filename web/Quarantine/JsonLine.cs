namespace Web.Quarantine;

/// <summary>A line of an event as people read it.</summary>
/// <param name="Text">The line, indented.</param>
/// <param name="IsFaulty">Whether it belongs to the field at fault.</param>
public readonly record struct JsonLine(string Text, bool IsFaulty);
