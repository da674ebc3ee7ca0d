using Grains.Cases;
using Npgsql;

namespace Grains.Journal;

/// <summary>Tells a broken machine from a poisonous event.</summary>
internal static class Failure
{
    /// <summary>Connection lost, server stopping, deadlock, too many connections: the same call may succeed later.</summary>
    public static bool IsTransient(Exception failure) =>
        failure is TimeoutException or IOException or NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: IOException or TimeoutException }
        || (failure is PostgresException { SqlState: var state } && (state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal)));

    /// <summary>An event whose recording fails for a reason that is ours: kept, so that nothing is lost, and told.</summary>
    public static RefusedEvent Poison(CaseFact fact) => new(
        fact.Index, fact.EventId, "", "not-recordable", "The platform could not record this event; it is kept and its operators are told.",
        "nothing from the sender", fact.Raw);
}
