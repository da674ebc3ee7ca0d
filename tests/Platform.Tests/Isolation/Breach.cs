using Tenancy.Isolation;

namespace Platform.Tests.Isolation;

/// <summary>Ways in which an owner could break the walls, and put them back.</summary>
internal static class Breach
{
    /// <summary>A second policy that lets everything through.</summary>
    public static (string Break, string Mend) OpenPolicy(string table) =>
        ($"create policy broken on {table} to platform_tenant using (true) with check (true)", $"drop policy broken on {table}");

    /// <summary>A privilege too many.</summary>
    public static (string Break, string Mend) Grant(string privilege) =>
        ($"grant {privilege} to platform_tenant", $"revoke {privilege} from platform_tenant");

    /// <summary>A function of the house replaced; the house's own script puts it back.</summary>
    public static (string Break, string Mend) Replace(string function) => (function, SealScript);

    private static string SealScript => Migrator.ScriptsOf("Data").Single(s => s.Name == "001_sealed_tenant").Sql;
}
