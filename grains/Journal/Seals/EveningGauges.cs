using Npgsql;
using NpgsqlTypes;

namespace Grains.Journal.Seals;

/// <summary>Keeps what stood when a day had ended, the own figures and the descendants' as they had been told: what "since yesterday" is compared with.</summary>
public static class EveningGauges
{
    private const string Insert = """
        insert into figure_evening (tenant, day, origin, open, overdue, green, yellow, red)
        select tenant, $1, origin, open, overdue, green, yellow, red from figure where part = 0
        on conflict (tenant, day, origin) do nothing
        """;

    /// <summary>The command, to be run as role <c>valve</c>; what was kept of the day before stays.</summary>
    public static NpgsqlBatchCommand Keep(DateOnly day) =>
        new(Insert) { Parameters = { new() { Value = day, NpgsqlDbType = NpgsqlDbType.Date } } };
}
