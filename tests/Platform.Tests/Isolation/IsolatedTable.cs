namespace Platform.Tests.Isolation;

/// <summary>A table with a tenant column, as the database's own catalogue has it.</summary>
public sealed record IsolatedTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Types)
{
    /// <summary>A value of a column that the other tenant's row number n has (<see cref="Arena"/>), as an SQL literal; null for types not filled by number.</summary>
    public string? Value(int column, int tenant, int n) => Columns[column] == "tenant"
        ? $"{tenant}"
        : Types[column] switch
        {
            "integer" or "bigint" => $"{1000 + n}",
            "text" => $"'T{tenant}-{n}'",
            "bytea" => $"'\\x{tenant & 0xffff:x4}{n:x8}'::bytea",
            _ => null,
        };

    /// <summary>What a column of row n is filled with, as an SQL expression over <c>n</c>.</summary>
    public string Filling(int column, int tenant) => (Columns[column], Types[column]) switch
    {
        ("tenant", _) => $"{tenant}",
        ("machine", _) => "null",
        ("month", "date") => "date_trunc('month', now())::date",
        (_, "integer" or "bigint") => "1000 + n",
        (_, "real" or "double precision" or "numeric") => "0.5",
        (_, "integer[]") => "array[1000 + n]",
        (_, "bigint[]") => "array[1000 + n]::bigint[]",
        (_, "smallint") => "1",
        (_, "text") => $"'T{tenant}-' || n",
        (_, "bytea") => $"decode(lpad(to_hex({tenant}), 4, '0') || lpad(to_hex(n), 8, '0'), 'hex')",
        (_, "timestamp with time zone") => $"now() + make_interval(days => {tenant}, secs => n)",
        (_, "timestamp with time zone[]") => $"array[now() + make_interval(days => {tenant}, secs => n)]",
        (_, "date") => $"current_date + {tenant}",
        (_, "uuid") => $"md5('{tenant}-' || n)::uuid",
        (_, "boolean") => "false",
        (_, "jsonb") => $"jsonb_build_object('of', {tenant})",
        (_, "text[]") => "array['events']",
        var (name, type) => throw new InvalidOperationException($"{Name}.{name}: say how {type} is filled."),
    };
}
