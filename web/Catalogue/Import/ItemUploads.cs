using System.Text.Json;
using Grains.Catalogue;
using NpgsqlTypes;
using Tenancy;

namespace Web.Catalogue.Import;

/// <summary>Keeps uploads between the look at them and the taking in, for a day; any node can go on with one.</summary>
public sealed class ItemUploads(Sessions sessions)
{
    private const string Forget = @"update catalogue_upload set body = '\x' where at < now() - interval '1 day' and body <> '\x'";

    private const string Write = """
        insert into catalogue_upload (tenant, id, actor, file_name, options, body) values ((select app.tenant()), $1, $2, $3, $4::jsonb, $5)
        """;

    private const string ReadOne = """
        select file_name, actor, at, options::text, body, taken_at, outcome::text from catalogue_upload
        where id = $1 and (taken_at is not null or at >= now() - interval '1 day')
        """;

    private const string Finish = "update catalogue_upload set taken_at = now(), outcome = $2::jsonb where id = $1 and taken_at is null";

    /// <summary>Keeps a file; files of yesterday are forgotten, what became of them stays.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> KeepAsync(
        TenantId tenant, string actor, string fileName, ItemImport.Options options, byte[] body, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await session.CommitAsync(
            [
                new(Forget),
                new(Write)
                {
                    Parameters =
                    {
                        new() { Value = id }, new() { Value = actor }, new() { Value = fileName },
                        new() { Value = JsonSerializer.Serialize(options, CatalogueJson.Options) }, new() { Value = body, NpgsqlDbType = NpgsqlDbType.Bytea },
                    },
                },
            ],
            cancellation);
        return id;
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
