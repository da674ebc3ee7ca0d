namespace Tenancy.Machines;

/// <summary>A client id with its secret, which is told once.</summary>
/// <param name="ClientId">The jurisdiction's key, a dot, and a name of its own.</param>
/// <param name="ClientSecret">256 random bits in base64url.</param>
public sealed record MachineCredentials(string ClientId, string ClientSecret);
