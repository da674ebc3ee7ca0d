namespace Tenancy.Embedded;

/// <summary>The embedded server cannot be had on this machine; the message says why and what to do.</summary>
public sealed class EmbeddedServerException(string message) : Exception(message);
