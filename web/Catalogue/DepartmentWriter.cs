using Npgsql;
using Tenancy;

namespace Web.Catalogue;

/// <summary>Registers departments.</summary>
public sealed class DepartmentWriter(Sessions sessions)
{
    private const string Register = "select app.register_department($1, $2, $3, $4)";

    private const string Add = """
        select d.code from unnest($1::text[], $2::text[], $3::boolean[], $4::boolean[]) with ordinality as d (code, name, vertical, has_system, place)
        where app.register_department(d.code, d.name, d.vertical, d.has_system, only_new => true) is null
        order by d.place
        """;

    /// <summary>Registers departments, or changes those that are, in one transaction.</summary>
    public async Task RegisterAsync(TenantId tenant, IEnumerable<DepartmentEntry> departments, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await session.CommitAsync(departments.Select(Command), cancellation);
    }

    /// <summary>Registers departments that are new, in one transaction; one whose code is there stays as it is.</summary>
    /// <returns>The codes that were there.</returns>
    public async Task<IReadOnlyList<string>> AddAsync(TenantId tenant, IReadOnlyCollection<DepartmentEntry> departments, CancellationToken cancellation)
    {
        var there = new List<string>();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadLastAsync([AddCommand(departments)], cancellation);
        while (await reader.ReadAsync(cancellation))
            there.Add(reader.GetString(0));
        await reader.NextResultAsync(cancellation);
        return there;
    }

    private static NpgsqlBatchCommand Command(DepartmentEntry department) => new(Register)
    {
        Parameters =
        {
            new() { Value = department.Code }, new() { Value = department.Name },
            new() { Value = department.Vertical }, new() { Value = department.HasSystem },
        },
    };

    /// <summary>Registers departments that are new; its result are the codes that were there.</summary>
    internal static NpgsqlBatchCommand AddCommand(IReadOnlyCollection<DepartmentEntry> departments) => new(Add)
    {
        Parameters =
        {
            new() { Value = departments.Select(department => department.Code).ToArray() }, new() { Value = departments.Select(department => department.Name).ToArray() },
            new() { Value = departments.Select(department => department.Vertical).ToArray() },
            new() { Value = departments.Select(department => department.HasSystem).ToArray() },
        },
    };
}
