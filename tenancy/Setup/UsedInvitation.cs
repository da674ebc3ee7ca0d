namespace Tenancy.Setup;

/// <summary>An invitation that has been used up.</summary>
/// <param name="MadeBy">The login on the machine under which it was made; null for one that an earlier version made.</param>
/// <param name="MadeAt">When, UTC.</param>
public sealed record UsedInvitation(string? MadeBy, DateTimeOffset MadeAt);
