namespace Grains.Cases;

/// <summary>承诺办结时间 carried by the case itself.</summary>
/// <param name="EventId">The event that carried it.</param>
/// <param name="MadeAt">When that event occurred.</param>
/// <param name="Until">The promised instant; done at it is in time.</param>
/// <param name="AtAcceptance">The acceptance carried it (GB/T 39046 §6.3 no. 10), not any other event.</param>
public sealed record Promise(string EventId, DateTimeOffset MadeAt, DateTimeOffset Until, bool AtAcceptance);
