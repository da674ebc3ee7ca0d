using Grains.Journal.Aside;
using Microsoft.Extensions.Logging;

namespace Grains.Journal;

/// <summary>What the journal writes to the log: no case numbers, no persons.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(1, LogLevel.Warning, "Data database {Database} did not answer a commit.")]
    public static partial void Unavailable(ILogger logger, string database, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "A batch of {Events} events of tenant {Tenant} on {Database} could not be recorded; looking for the event at fault.")]
    public static partial void Poison(ILogger logger, string database, int tenant, int events, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "{Kind} {Grain} of tenant {Tenant} cannot be judged ({Code} in {Place}): it is set aside and tried again later.")]
    public static partial void SetAside(ILogger logger, AsideKind kind, long grain, int tenant, string code, string place, Exception failure);
}
