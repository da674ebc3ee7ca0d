using Npgsql;
using Tenancy;

namespace Web.Catalogue;

/// <summary>Registers departments.</summary>
public sealed class DepartmentWriter(Sessions sessions)
{
    private const string Register = "select app.register_department($1, $2, $3, $4)";

    /// <summary>Registers departments, or changes those that are, in one transaction.</summary>
    public async Task RegisterAsync(TenantId tenant, IEnumerable<DepartmentEntry> departments, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await session.CommitAsync(departments.Select(Command), cancellation);
    }

    private static NpgsqlBatchCommand Command(DepartmentEntry department) => new(Register)
    {
        Parameters =
        {
            new() { Value = department.Code }, new() { Value = department.Name },
            new() { Value = department.Vertical }, new() { Value = department.HasSystem },
        },
    };
}
