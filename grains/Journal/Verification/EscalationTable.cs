using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>Escalations by signal, to be compared: what the signals' events come to, or what a tenant's table says of an origin.</summary>
internal sealed class EscalationTable
{
    private const string ReadAll = """
        select signal, points, colour, status, contradicted, rule, clause, true_from, raised_at, item_kind, department, item from escalation where origin = $1
        """;

    private readonly Dictionary<long, EscalationLine> _lines = [];

    // Of these it is not known whether they were told: history that an import brought is not, and when it became live events do not say.
    private readonly HashSet<long> _unknown = [];

    /// <summary>Adds one.</summary>
    public void Add(long signal, EscalationLine line) => _lines[signal] = line;

    /// <summary>Leaves it open whether a signal was told.</summary>
    public void Leave(long signal) => _unknown.Add(signal);

    /// <summary>Whether it is left open that a signal was told.</summary>
    public bool IsLeft(long signal) => _unknown.Contains(signal);

    /// <summary>What a tenant's table says of an origin.</summary>
    public static async Task<EscalationTable> ReadAsync(NpgsqlConnection connection, int origin, CancellationToken cancellation)
    {
        var table = new EscalationTable();
        await using var command = connection.CreateCommand();
        command.CommandText = ReadAll;
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = origin });
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            table.Add(r.GetInt64(0), new(
                r.GetInt32(1), r.GetInt16(2), r.GetInt16(3), r.GetBoolean(4), r.GetString(5), r.GetString(6), r.GetFieldValue<DateTimeOffset>(7),
                r.GetFieldValue<DateTimeOffset>(8), new(r.GetInt16(9), r.GetString(10), r.GetString(11))));
        }

        return table;
    }

    /// <summary>Those that should stand and do not, or stand otherwise.</summary>
    /// <param name="other">Compared with.</param>
    /// <param name="named">Whether names count, which may have changed since a row was written.</param>
    public IEnumerable<(long Signal, EscalationLine Line)> Differing(EscalationTable other, bool named) => _lines
        .Where(one => !other._lines.TryGetValue(one.Key, out var there) || (named ? there != one.Value : there with { Names = one.Value.Names } != one.Value))
        .Select(one => (one.Key, one.Value)).OrderBy(one => one.Key);

    /// <summary>Those that stand in another table and should not.</summary>
    public IEnumerable<long> Surplus(EscalationTable other) => other._lines.Keys.Where(signal => !_lines.ContainsKey(signal) && !_unknown.Contains(signal)).Order();

    /// <summary>Whether it says the same to the letter.</summary>
    public bool Says(EscalationTable other) => !Differing(other, named: true).Any() && !Surplus(other).Any();

    /// <summary>Whether it says of a signal what another table says, names aside.</summary>
    public bool Says(EscalationTable other, long signal) => (_lines.GetValueOrDefault(signal), other._lines.GetValueOrDefault(signal)) switch
    {
        (null, null) => true,
        ({ } here, { } there) => there with { Names = here.Names } == here,
        _ => false,
    };

    /// <summary>Reports what differs.</summary>
    /// <param name="found">Compared with.</param>
    /// <param name="named">Whether names count.</param>
    /// <param name="where">Where that stands.</param>
    /// <param name="findings">Takes what differs.</param>
    /// <param name="isSound">Tells of a signal that is right there though this table itself says otherwise.</param>
    public void Compare(EscalationTable found, bool named, string where, FindingList findings, Func<long, bool>? isSound = null)
    {
        foreach (var (signal, line) in Differing(found, named).Where(one => isSound?.Invoke(one.Signal) != true))
            findings.Add(FindingCodes.Escalation, Place(signal, where), line.ToString(), found._lines.TryGetValue(signal, out var there) ? there.ToString() : "none");
        foreach (var signal in Surplus(found).Where(one => isSound?.Invoke(one) != true))
            findings.Add(FindingCodes.Escalation, Place(signal, where), "none", found._lines[signal].ToString());
    }

    private static string Place(long signal, string where) => $"escalation of signal {signal}{where}";
}
