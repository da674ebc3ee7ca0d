using Grains.Cases;
using Grains.Figures;
using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>What the row of a case says beside its events.</summary>
/// <param name="Department">Whose it is.</param>
/// <param name="Item">Its item.</param>
/// <param name="ItemKind">Kind of the item, under which it is counted.</param>
/// <param name="NextCheckAt">When it is to be judged again.</param>
/// <param name="CaseNo">Its number.</param>
/// <param name="DueAt">The deadline in force.</param>
/// <param name="AcceptedOn">Day of acceptance, as counted.</param>
/// <param name="Late">Late, or overdue now, as counted.</param>
/// <param name="Status">Its status.</param>
/// <param name="Colour">Gravest colour of the signals that stand on it.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Handler">Who handled it last.</param>
/// <param name="Kept">What its snapshot keeps; null where that cannot be read.</param>
internal sealed record CaseLine(
    int Department, int Item, short ItemKind, DateTimeOffset? NextCheckAt, string CaseNo, DateTimeOffset? DueAt, DateOnly? AcceptedOn, bool Late,
    short Status, short Colour, DateTimeOffset? OpenedAt, DateTimeOffset? EndedAt, int? Handler, CaseLine.Snapshot? Kept)
{
    private const string Read = """
        select id, department, item, item_kind, next_check_at, case_no, due_at, accepted_on, late, status, colour, opened_at, ended_at, handler, state
        from case_file
        """;

    private static readonly TimeSpan Instant = TimeSpan.FromMicroseconds(1);

    /// <summary>Every case of a tenant, by its id.</summary>
    public static async Task<Dictionary<long, CaseLine>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var lines = new Dictionary<long, CaseLine>();
        await using var command = connection.CreateCommand();
        command.CommandText = Read;
        command.CommandTimeout = 0;
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            lines[r.GetInt64(0)] = new(
                r.GetInt32(1), r.GetInt32(2), r.GetInt16(3), r.GetFieldValue<DateTimeOffset?>(4), r.GetString(5), r.GetFieldValue<DateTimeOffset?>(6),
                r.GetFieldValue<DateOnly?>(7), r.GetBoolean(8), r.GetInt16(9), r.GetInt16(10), r.GetFieldValue<DateTimeOffset?>(11),
                r.GetFieldValue<DateTimeOffset?>(12), r.GetFieldValue<int?>(13), Snapshot.TryRead(r.GetFieldValue<byte[]>(14)));
        }

        return lines;
    }

    /// <summary>Whether it waits for nothing: neither to be judged nor to be folded again.</summary>
    public bool IsSettled(DateTimeOffset now) => Kept is { IsCurrent: true } && !(NextCheckAt <= now);

    /// <summary>Whether it counts for what its events come to.</summary>
    public bool Counts(CaseContribution counted) =>
        Kept?.Counted == counted && AcceptedOn == counted.AcceptedOn && Late == (counted.Late || counted.Overdue);

    /// <summary>Whether its deadline is another; a later calendar moves those of open cases alone.</summary>
    public bool IsDueOtherwise(DateTimeOffset? due) =>
        EndedAt is null && (DueAt - due)?.Duration() is var apart && (apart >= Instant || (apart is null && DueAt != due));

    /// <summary>Whether it says what its events fold into, as judged.</summary>
    public bool Says(CaseState state, Judgement judgement, CanonicalWriter scratch) =>
        (Status, OpenedAt, EndedAt, Handler) == ((short)state.Status, state.OpenedAt, judgement.StoppedAt, state.LastPerson)
        && !IsDueOtherwise(judgement.DueAt) && Kept is { } kept && kept.Colour == Colour && kept.Fold == Snapshot.DigestOf(state, scratch);

    /// <summary>What a snapshot keeps, in brief.</summary>
    /// <param name="Counted">What the figures hold of the case.</param>
    /// <param name="Colour">Gravest colour of its signals that stand.</param>
    /// <param name="IsCurrent">Whether it has the form of this build.</param>
    /// <param name="Fold">Digest of the fold's bytes.</param>
    internal sealed record Snapshot(CaseContribution Counted, short Colour, bool IsCurrent, UInt128 Fold)
    {
        /// <summary>Reads the bytes; null where the journal's own part is damaged, which the refold finds.</summary>
        public static Snapshot? TryRead(byte[] bytes)
        {
            try
            {
                var read = CaseSnapshotCodec.ReadOwn(bytes);
                return new(
                    read.Counted, (short)read.Signals.Where(signal => signal.Stands).Select(signal => signal.Colour).DefaultIfEmpty(Rules.Colour.None).Max(),
                    CaseSnapshotCodec.IsOfThisBuild(bytes), Digest(CaseSnapshotCodec.FoldOf(bytes)));
            }
            catch (Exception e) when (Refold.IsDamage(e))
            {
                return null;
            }
        }

        /// <summary>The digest that the fold of a state has.</summary>
        public static UInt128 DigestOf(CaseState state, CanonicalWriter scratch)
        {
            scratch.Clear();
            CaseCodec.Write(state, scratch);
            return Digest(scratch.Written);
        }

        private static UInt128 Digest(ReadOnlySpan<byte> fold) => GrainEnd.Shorten(System.Security.Cryptography.SHA256.HashData(fold));
    }
}
