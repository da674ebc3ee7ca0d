using Npgsql;
using NpgsqlTypes;

namespace Bench.Limits;

/// <summary>The limit: binary COPY of the same event rows into a table of the same shape, without tenants' isolation, two connections.</summary>
internal sealed class CopyLimit(NpgsqlDataSource admin)
{
    private const string Create = """
        drop table if exists bench_event;
        create table bench_event (
          grain bigint not null, seq bigint not null, recorded_at timestamptz not null, tenant integer not null, month date not null,
          n integer not null, body bytea not null, hash bytea not null, primary key (tenant, month, grain, n)
        ) partition by range (month);
        create table bench_event_all partition of bench_event for values from (minvalue) to (maxvalue);
        """;

    private const string Sample = """
        select grain, seq, recorded_at, tenant, month, n, body, hash from event where tenant = any ($1) and recorded_at >= $3 order by tenant, seq limit $2
        """;

    private int _run = 1_000_000;

    public async Task PrepareAsync()
    {
        await using var command = admin.CreateCommand(Create);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads rows that the journal wrote for these tenants since an instant, shared out between two connections.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<EventRow>>> SampleAsync(IReadOnlyList<int> tenants, int events, DateTimeOffset since = default)
    {
        await using var command = admin.CreateCommand(Sample);
        command.Parameters.Add(new() { Value = tenants.ToArray() });
        command.Parameters.Add(new() { Value = events });
        command.Parameters.Add(new() { Value = since });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<EventRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new EventRow(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3), reader.GetFieldValue<DateOnly>(4),
                reader.GetInt32(5), reader.GetFieldValue<byte[]>(6), reader.GetFieldValue<byte[]>(7)));
        }

        return [.. rows.GroupBy(r => r.Tenant % 2).Select(half => half.ToList())];
    }

    /// <summary>Copies the sample in batches, one transaction each, over two connections, under tenants of its own.</summary>
    public async Task<long> RunAsync(IReadOnlyList<IReadOnlyList<EventRow>> sample, int batch)
    {
        var run = Interlocked.Add(ref _run, 10_000);
        await Task.WhenAll(sample.Select(rows => Task.Run(() => CopyAsync(run, rows, batch))));
        return sample.Sum(rows => rows.Count);
    }

    private async Task CopyAsync(int shift, IReadOnlyList<EventRow> rows, int batch)
    {
        await using var connection = await admin.OpenConnectionAsync();
        for (var done = 0; done < rows.Count; done += batch)
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                "copy bench_event (grain, seq, recorded_at, tenant, month, n, body, hash) from stdin (format binary)");
            for (var i = done; i < Math.Min(rows.Count, done + batch); i++)
            {
                var row = rows[i];
                await copy.StartRowAsync();
                await copy.WriteAsync(row.Grain, NpgsqlDbType.Bigint);
                await copy.WriteAsync(row.Seq, NpgsqlDbType.Bigint);
                await copy.WriteAsync(row.RecordedAt, NpgsqlDbType.TimestampTz);
                await copy.WriteAsync(row.Tenant + shift, NpgsqlDbType.Integer);
                await copy.WriteAsync(row.Month, NpgsqlDbType.Date);
                await copy.WriteAsync(row.N, NpgsqlDbType.Integer);
                await copy.WriteAsync(row.Body, NpgsqlDbType.Bytea);
                await copy.WriteAsync(row.Hash, NpgsqlDbType.Bytea);
            }

            await copy.CompleteAsync();
        }
    }
}

/// <summary>A row of <c>event</c> as the journal wrote it.</summary>
internal sealed record EventRow(long Grain, long Seq, DateTimeOffset RecordedAt, int Tenant, DateOnly Month, int N, byte[] Body, byte[] Hash);
