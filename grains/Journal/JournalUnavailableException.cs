namespace Grains.Journal;

/// <summary>The database of a tenant could not be reached, or did not answer: the batch may or may not be recorded, and sending it again is safe.</summary>
public sealed class JournalUnavailableException(string database, Exception inner)
    : Exception($"The data database {database} did not answer.", inner);
