using System.IO.Compression;
using Platform.Tests.Architecture;
using Platform.Tests.Server;
using Tenancy.Isolation;

namespace Platform.Tests.Upgrade;

/// <summary>An installation as an earlier version left it: dumps of its databases with rows that its own code wrote.</summary>
/// <remarks>
/// Made by commit 37d94eb (2026-11-22): the schema before rulebook proposals, bounds, posts, carried connection and sealed versions. 柯城区 has
/// five cases with 14 events of its department and their signals, sealed and carried upward; 桐庐县 has one. <c>pg_dump --inserts</c>,
/// the keys that only an installation knows left out.
/// </remarks>
internal static class FormerInstallation
{
    /// <summary>The seal that the earlier version wrote outside its databases for 柯城区.</summary>
    public static string SealFile => Path.Combine(Folder, "seals-2026-11.jsonl");

    private static string Folder => Path.Combine(SourceTree.Root, "tests", "Platform.Tests", "Upgrade", "Former");

    /// <summary>Restores it into databases of its own and runs this build's migrations over it.</summary>
    /// <returns>The databases, and the scripts that were applied.</returns>
    public static async Task<((string Directory, string First, string Second) Databases, IReadOnlyList<string> Applied)> UpgradeAsync(PostgresServer server)
    {
        // Makes the roles that own what is restored.
        var (like, _, _) = await server.CreateDatabasesAsync();
        var (directory, first, second) = ($"former_{like}", $"former_{like}_first", $"former_{like}_second");
        await RestoreAsync(server, directory, "directory");
        await RestoreAsync(server, first, "first");
        await RestoreAsync(server, second, "second");
        var placements = await server.ListAsync<string>(directory, "select name from placement order by name");
        foreach (var (name, database) in placements.Zip([first, second]))
            await server.ExecuteAsync(directory, $"update placement set connection = 'Database={database}' where name = '{name}'");
        return ((directory, first, second), await MigrateAsync(server, directory, first, second));
    }

    /// <summary>Runs this build's migrations.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(PostgresServer server, string directory, string first, string second)
    {
        var placements = await server.ListAsync<string>(directory, "select name from placement order by name");
        return await new Migrator(server.Key).MigrateAsync(
            server.Admin, directory, placements.Zip([first, second]).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
    }

    private static async Task RestoreAsync(PostgresServer server, string database, string dump)
    {
        await server.ExecuteAsync("postgres", $"create database {database} owner platform_migrator template template0 encoding 'UTF8'");
        await using var file = File.OpenRead(Path.Combine(Folder, $"{dump}.sql.gz"));
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var text = new StreamReader(plain);
        await server.ExecuteAsync(database, await text.ReadToEndAsync());
    }
}
