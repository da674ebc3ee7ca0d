using Grains.Cases;
using Grains.Departments;
using Grains.Journal.Verification;
using Grains.Signals;
using Npgsql;
using Tenancy;
using static Grains.Journal.CaseMarking;

namespace Grains.Journal;

/// <summary>Counts the facts of departments anew that an earlier version counted by another rule.</summary>
/// <remarks>
/// Every event is read, so it is done beside the writers: what the count differs by, as of one moment, is put right afterwards
/// under the tenant's lock, and what was told meanwhile has been counted as it should be.
/// </remarks>
internal sealed class DepartmentRecount(Sessions sessions)
{
    private const string ReadDepartments = "select id, state from department";

    private const string ReadEvents = """
        select c.id, c.department, e.body
        from case_file c join event e on e.tenant = c.tenant and e.month = c.month and e.grain = c.id order by c.id, e.n
        """;

    private const string LockHead = "select seq from head where tenant = $1 for update";

    private const string ReadLocked = "select id, state from department where tenant = $1 and id = any ($2)";

    private const string Write = "update department set state = $3 where tenant = $1 and id = $2";

    /// <summary>Counts anew what an earlier version has left.</summary>
    /// <returns>False where a snapshot or an event cannot be read: then nothing is changed, and verifying tells what it is.</returns>
    public async Task<bool> RunAsync(Jurisdiction of, CancellationToken cancellation)
    {
        try
        {
            var differences = await DifferencesAsync(of, cancellation);
            if (differences.Count > 0)
                await PutRightAsync(of, differences, cancellation);
            return true;
        }
        catch (Exception e) when (Refold.IsDamage(e))
        {
            return false;
        }
    }

    private async Task<Dictionary<int, long>> DifferencesAsync(Jurisdiction of, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSnapshotAsync(of.Id, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var outdated = new List<(int Id, DepartmentState State)>();
        await using (var departments = await ReadAsync(connection, ReadDepartments, cancellation))
        {
            while (await departments.ReadAsync(cancellation))
            {
                if (Read(departments) is { State.IsOutdated: true } department)
                    outdated.Add((department.Id, department.State));
            }
        }

        if (outdated.Count == 0)
            return [];
        var told = await CountAsync(connection, cancellation);
        return outdated.ToDictionary(department => department.Id, department => told[department.Id].Told - department.State.Facts);
    }

    private static async Task<ToldFacts> CountAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var (told, facts, of) = (new ToldFacts(), new List<RecordedFact>(), (Case: -1L, Department: 0));
        await using (var events = await ReadAsync(connection, ReadEvents, cancellation))
        {
            while (await events.ReadAsync(cancellation))
            {
                if (events.GetInt64(0) != of.Case)
                    End();
                of = (events.GetInt64(0), events.GetInt32(1));
                facts.Add(CanonicalEvent.ReadCaseFact(events.GetFieldValue<byte[]>(2)));
            }
        }

        End();
        return told;

        void End()
        {
            if (facts.Count > 0)
                told.Add(of.Department, Case.Fold(facts), facts);
            facts.Clear();
        }
    }

    private async Task PutRightAsync(Jurisdiction of, Dictionary<int, long> differences, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenJournalAsync(of.Database, [of.Id], cancellation);
        var (tenant, writer) = (of.Id.Value, new CanonicalWriter());
        var writes = new List<NpgsqlBatchCommand>();
        await using (var departments = await session.ReadAsync(
            [Command(LockHead, Integer(tenant)), Command(ReadLocked, Integer(tenant), new() { Value = differences.Keys.ToArray() })], cancellation))
        {
            await departments.NextResultAsync(cancellation);
            while (await departments.ReadAsync(cancellation))
            {
                // Another node may have been here first.
                if (Read(departments) is not { State.IsOutdated: true } department)
                    continue;
                var state = DepartmentSnapshotCodec.Write(Department.Recounted(department.State, differences[department.Id]), department.Signals, writer);
                writes.Add(Command(Write, Integer(tenant), Integer(department.Id), new() { Value = state }));
            }
        }

        await session.CommitAsync(writes, cancellation);
    }

    private static (int Id, DepartmentState State, List<RaisedSignal> Signals) Read(NpgsqlDataReader reader)
    {
        var (state, signals) = DepartmentSnapshotCodec.Read(reader.GetFieldValue<byte[]>(1));
        return (reader.GetInt32(0), state, signals);
    }

    private static async Task<NpgsqlDataReader> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return await command.ExecuteReaderAsync(cancellation);
    }
}
