namespace Grains.Cases;

/// <summary>A request to the applicant to complete the application.</summary>
/// <param name="EventId">The event that made it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="AfterAcceptance">It came when the case had been accepted already: it stops no clock.</param>
/// <param name="ReceivedAt">When the supplement came in; null while it is awaited.</param>
/// <param name="ToldBy">By which ways the request was told.</param>
public readonly record struct Supplement(string EventId, DateTimeOffset RequestedAt, bool AfterAcceptance, DateTimeOffset? ReceivedAt, Tellers ToldBy);
