using Grains.Catalogue;
using Npgsql;
using Tenancy;

namespace Grains.Journal;

/// <summary>Reads a tenant's registry from its data database.</summary>
internal static class RegistryReader
{
    // The version is read first: rows may be newer than it says, which only means that they are read once more.
    private const string ReadVersion = "select registry from head";

    private const string ReadDepartments = """
        select id, grain, code, name, vertical, has_system, system_until, system_since from department
        """;

    private const string ReadItems = """
        select i.id, v.version, i.department, v.effective_from, v.effective_until, (v.body - 'elements')::text
        from item i join item_version v on v.tenant = i.tenant and v.item = i.id
        where v.status in (4, 5)
        order by i.id
        """;

    /// <summary>The registry as it stands now.</summary>
    public static async Task<Registry> ReadAsync(TenantSession session, CancellationToken cancellation)
    {
        await using var reader = await session.ReadAsync(
            [new NpgsqlBatchCommand(ReadVersion), new NpgsqlBatchCommand(ReadDepartments), new NpgsqlBatchCommand(ReadItems)], cancellation);
        var version = await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : 0;

        await reader.NextResultAsync(cancellation);
        var departments = new List<RegisteredDepartment>();
        while (await reader.ReadAsync(cancellation))
        {
            departments.Add(new(
                reader.GetInt32(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4),
                new(reader.GetBoolean(5), await InstantAsync(reader, 6, cancellation), await InstantAsync(reader, 7, cancellation))));
        }

        await reader.NextResultAsync(cancellation);
        var versions = new List<ItemVersion>();
        while (await reader.ReadAsync(cancellation))
        {
            versions.Add(CatalogueJson.Read(reader.GetString(5)).ToVersion(
                reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetFieldValue<DateOnly>(3),
                await reader.IsDBNullAsync(4, cancellation) ? null : reader.GetFieldValue<DateOnly>(4)));
        }

        return new(version, departments, versions.GroupBy(v => v.Item).Select(item => new CatalogueItem(item)));
    }

    private static async Task<DateTimeOffset?> InstantAsync(NpgsqlDataReader reader, int column, CancellationToken cancellation) =>
        await reader.IsDBNullAsync(column, cancellation) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
