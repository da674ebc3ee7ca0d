namespace Grains.Cases;

/// <summary>承诺办结时间 carried by the case itself.</summary>
/// <param name="EventId">The event that carried it.</param>
/// <param name="MadeAt">When that event occurred.</param>
/// <param name="Until">The promised instant; done at it is in time.</param>
/// <param name="Weight">What made it: 1 any event, 2 the acceptance, 3 an approved correction; a heavier one replaces a lighter.</param>
public sealed record Promise(string EventId, DateTimeOffset MadeAt, DateTimeOffset Until, byte Weight);
