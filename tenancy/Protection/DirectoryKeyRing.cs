using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Tenancy.Isolation;

namespace Tenancy.Protection;

/// <summary>Keeps the framework's data-protection keys in the directory database, shared by all nodes.</summary>
/// <remarks>The keys themselves are encrypted by <see cref="PlatformKeyEncryptor"/> before they come here.</remarks>
internal sealed class DirectoryKeyRing(Sessions sessions) : IXmlRepository
{
    private const string Read = "select xml from data_protection_key order by created_at, name";

    private const string Write = "insert into data_protection_key (name, xml) values (@name, @xml) on conflict do nothing";

    // The framework's contract is synchronous; it reads the ring once a day and writes a key every 90 days.

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => WriteAsync(element, friendlyName)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        await using var session = await sessions.OpenSiloAsync(Databases.Directory);
        var connection = await session.ConnectAsync();
        return [.. (await connection.QueryAsync<string>(Read)).Select(XElement.Parse)];
    }

    private async Task WriteAsync(XElement element, string name)
    {
        await using var session = await sessions.OpenSiloAsync(Databases.Directory);
        var connection = await session.ConnectAsync();
        await connection.ExecuteAsync(Write, new { name, xml = element.ToString(SaveOptions.DisableFormatting) });
        await session.CommitAsync();
    }
}
