using System.Text.Json;
using Grains.Catalogue;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Web.Catalogue.Import;

/// <summary>Keeps uploads between the look at them and the taking in, for a day and so many at once; any node can go on with one.</summary>
/// <remarks>What is older is removed by the silo (Silo/Forgetting) and with every upload; what became of a file is told for 90 days.</remarks>
public sealed class ItemUploads(Sessions sessions)
{
    /// <summary>Files of a jurisdiction that may wait to be taken in at once (platform default).</summary>
    public const int MostWaiting = 20;

    /// <summary>MiB of all files of a jurisdiction that wait to be taken in, together (platform default).</summary>
    public const int MostMebibytes = 64;

    private const string Forget = "select app.forget_uploads()";

    private const string Write = """
        insert into catalogue_upload (tenant, id, actor, file_name, options, body)
        select (select app.tenant()), $1, $2, $3, $4::jsonb, $5
        from (select count(*) as files, coalesce(sum(octet_length(body)), 0) as bytes from catalogue_upload where octet_length(body) > 0) waiting
        where waiting.files < $6 and waiting.bytes + octet_length($5) <= $7
        """;

    private const string ReadOne = """
        select file_name, actor, at, options::text, body, taken_at, outcome::text from catalogue_upload
        where id = $1 and (taken_at is not null or at >= now() - interval '1 day')
        """;

    private const string Finish = @"update catalogue_upload set taken_at = now(), outcome = $2::jsonb, body = '\x' where id = $1 and taken_at is null";

    /// <summary>Keeps a file; files of yesterday are forgotten, what became of them stays.</summary>
    /// <returns>Its id; null where as much waits already as a jurisdiction may let wait.</returns>
    public async Task<Guid?> KeepAsync(
        TenantId tenant, string actor, string fileName, ItemImport.Options options, byte[] body, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var write = new NpgsqlBatchCommand(Write)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = actor }, new() { Value = fileName },
                new() { Value = JsonSerializer.Serialize(options, CatalogueJson.Options) }, new() { Value = body, NpgsqlDbType = NpgsqlDbType.Bytea },
                new() { Value = MostWaiting }, new() { Value = MostMebibytes * 1024L * 1024 },
            },
        };
        await session.CommitAsync([new(Forget), write], cancellation);
        return write.RecordsAffected > 0 ? id : null;
    }

    /// <summary>An upload; null = there is none, or no more.</summary>
    public async Task<ItemUpload?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(ReadOne) { Parameters = { new() { Value = id } } }], cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;
        var outcome = await reader.IsDBNullAsync(6, cancellation) ? null : reader.GetString(6);
        return new(
            id, reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2),
            JsonSerializer.Deserialize<ItemImport.Options>(reader.GetString(3), CatalogueJson.Options)!, reader.GetFieldValue<byte[]>(4),
            reader.GetFieldValue<DateTimeOffset?>(5), outcome is null ? null : JsonSerializer.Deserialize<ItemImportAnswer>(outcome, CatalogueJson.Options));
    }

    /// <summary>Writes down what became of an upload when it was taken in.</summary>
    public async Task FinishAsync(TenantId tenant, Guid id, ItemImportAnswer outcome, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await session.CommitAsync(
            [new(Finish) { Parameters = { new() { Value = id }, new() { Value = JsonSerializer.Serialize(outcome, CatalogueJson.Options) } } }], cancellation);
    }
}
