using System.Globalization;
using System.Text;
using Grains.Cases;
using Npgsql;

namespace Web.Cases;

/// <summary>Writes the one statement that reads a page of cases: a short ordered walk through the index of each department, merged.</summary>
/// <remarks>
/// Only what is filtered by is written, so that each shape of filter is a statement of its own with a plan of its own. Every
/// condition uses a leakproof operator on a column of the index (design.md, Isolation).
/// </remarks>
internal sealed class CaseQuery
{
    private const string Columns = "c.id, c.case_no, c.department, c.item, c.status, c.colour, c.source, c.due_at, c.opened_at, c.ended_at, c.late, c.handler";

    private readonly StringBuilder _where = new();
    private readonly List<NpgsqlParameter> _parameters = [];

    /// <summary>Adds a condition; <c>?</c> stands for the value.</summary>
    public CaseQuery Where<T>(string condition, T value)
    {
        _where.Append("\n    and ").Append(condition.Replace("?", Add(value), StringComparison.Ordinal));
        return this;
    }

    /// <summary>Adds a condition on two values, written <c>?1</c> and <c>?2</c>.</summary>
    public CaseQuery Where<T1, T2>(string condition, T1 first, T2 second)
    {
        _where.Append("\n    and ").Append(condition
            .Replace("?1", Add(first), StringComparison.Ordinal).Replace("?2", Add(second), StringComparison.Ordinal));
        return this;
    }

    /// <summary>Adds a condition without a value.</summary>
    public CaseQuery Where(string condition)
    {
        _where.Append("\n    and ").Append(condition);
        return this;
    }

    /// <summary>The statement: one walk for each of these departments or, where given, handlers.</summary>
    /// <param name="departments">Ids of the departments.</param>
    /// <param name="handlers">Ids of the handlers, each of the department at its place; null = all.</param>
    /// <param name="order">The order of a walk and of the whole, without the table's name.</param>
    /// <param name="most">How many lines at most.</param>
    public NpgsqlBatchCommand ToCommand(IReadOnlyList<int> departments, IReadOnlyList<int>? handlers, string order, int most)
    {
        var limit = most.ToString(CultureInfo.InvariantCulture);
        var sorted = string.Join(", ", order.Split(", ").Select(column => $"c.{column}"));
        var walks = handlers is null ? $"unnest({Add(departments.ToArray())}) as d (id)" : $"unnest({Add(departments.ToArray())}, {Add(handlers.ToArray())}) as d (id, handler)";
        var sql = $"""
            select p.name, c.*
            from (
              select c.* from {walks} cross join lateral (
                select {Columns} from case_file c
                where c.department = d.id{(handlers is null ? "" : " and c.handler = d.handler")}{_where}
                order by {sorted} limit {limit}
              ) c
              order by {sorted} limit {limit}
            ) c
            left join person p on p.tenant = (select app.tenant()) and p.id = c.handler
            order by {sorted}
            """;
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in _parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>The statement that counts instead of listing.</summary>
    /// <param name="departments">Ids of the departments.</param>
    /// <param name="handlers">Ids of the handlers; null = all.</param>
    public NpgsqlBatchCommand ToCount(IReadOnlyList<int> departments, IReadOnlyList<int>? handlers)
    {
        var ofHandlers = handlers is null ? "" : $" and c.handler = any ({Add(handlers.ToArray())})";
        var command = new NpgsqlBatchCommand($"select count(*) from case_file c where c.department = any ({Add(departments.ToArray())}){ofHandlers}{_where}");
        foreach (var parameter in _parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>A line of the answer.</summary>
    /// <param name="reader">Stands on it.</param>
    /// <param name="named">Whether the handlers of a department, by its id, may be seen.</param>
    public static CaseLine Line(NpgsqlDataReader reader, Func<int, bool> named) => new(
        reader.GetInt64(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4), (CaseStatus)reader.GetInt16(5),
        (Grains.Rules.Colour)reader.GetInt16(6), (CaseSource)reader.GetInt16(7), reader.GetFieldValue<DateTimeOffset?>(8),
        reader.GetFieldValue<DateTimeOffset?>(9), reader.GetFieldValue<DateTimeOffset?>(10), reader.GetBoolean(11),
        !reader.IsDBNull(0) && named(reader.GetInt32(3)) ? reader.GetString(0) : null);

    private string Add<T>(T value)
    {
        _parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${_parameters.Count}");
    }
}
