namespace Tenancy.Hosting;

/// <summary>The configuration does not suffice to work on a database server; the message says what is missing.</summary>
public sealed class ServerSettingsException(string message) : Exception(message);
