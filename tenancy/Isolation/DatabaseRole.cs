namespace Tenancy.Isolation;

/// <summary>A login role of the databases: what a session may touch, whatever SQL it runs.</summary>
public enum DatabaseRole
{
    /// <summary>Reads one tenant's rows and writes what people enter; no journal table is writable.</summary>
    Tenant,

    /// <summary>The journal's writer: journal tables only, for a sealed list of tenants.</summary>
    Journal,

    /// <summary>Carries between tenants: outbox, inbox and the rows that travel, nothing else.</summary>
    Valve,

    /// <summary>Reads where work is due; no case data.</summary>
    Silo,

    /// <summary>Reads the public views.</summary>
    Public,

    /// <summary>Reads what a grant lists, in the owner's database.</summary>
    Granted,

    /// <summary>Owns the schema and runs migrations.</summary>
    Migrator,
}
