using Npgsql;
using NpgsqlTypes;

namespace Grains.Journal.Rows;

/// <summary>Makes a command whose parameters are the columns of many rows: one statement, one round trip, any number of rows.</summary>
internal static class Columns
{
    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlParameter Of(List<int> values) => Array(values, NpgsqlDbType.Integer);

    public static NpgsqlParameter Of(List<short> values) => Array(values, NpgsqlDbType.Smallint);

    public static NpgsqlParameter Of(List<long> values) => Array(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Of(List<string> values) => Array(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Of(List<bool> values) => Array(values, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Of(List<byte[]> values) => Array(values, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Of(List<DateOnly> values) => Array(values, NpgsqlDbType.Date);

    public static NpgsqlParameter Of(List<DateTimeOffset> values) => Array(values, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Of(List<DateTimeOffset?> values) => Array(values, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Of(List<DateOnly?> values) => Array(values, NpgsqlDbType.Date);

    public static NpgsqlParameter Of(List<int?> values) => Array(values, NpgsqlDbType.Integer);

    public static NpgsqlParameter Of(List<long?> values) => Array(values, NpgsqlDbType.Bigint);

    public static NpgsqlParameter OfNullable(List<string?> values) => Array(values, NpgsqlDbType.Text);

    public static NpgsqlParameter Of(DateTimeOffset value) => new NpgsqlParameter<DateTimeOffset> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Array<T>(List<T> values, NpgsqlDbType element) =>
        new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
