using Npgsql;

namespace Grains.Journal.Rows;

/// <summary>New persons, and the personal fields of new events: what may be erased later.</summary>
internal sealed class PersonRows
{
    private const string InsertPersons = """
        insert into person (tenant, id, department, salt, name)
        select * from unnest($1::integer[], $2::integer[], $3::integer[], $4::bytea[], $5::text[])
        """;

    private const string InsertFields = """
        insert into personal (tenant, grain, n, salt, body)
        select * from unnest($1::integer[], $2::bigint[], $3::integer[], $4::bytea[], $5::bytea[])
        """;

    private readonly List<int> _tenant = [];
    private readonly List<int> _id = [];
    private readonly List<int> _department = [];
    private readonly List<byte[]> _salt = [];
    private readonly List<string> _name = [];
    private readonly List<int> _fieldTenant = [];
    private readonly List<long> _grain = [];
    private readonly List<int> _n = [];
    private readonly List<byte[]> _fieldSalt = [];
    private readonly List<byte[]> _body = [];

    public bool HasPersons => _tenant.Count > 0;

    public bool HasFields => _fieldTenant.Count > 0;

    public void AddPerson(int tenant, int id, int department, byte[] salt, string name)
    {
        _tenant.Add(tenant);
        _id.Add(id);
        _department.Add(department);
        _salt.Add(salt);
        _name.Add(name);
    }

    public void AddFields(int tenant, long grain, int n, byte[] salt, byte[] body)
    {
        _fieldTenant.Add(tenant);
        _grain.Add(grain);
        _n.Add(n);
        _fieldSalt.Add(salt);
        _body.Add(body);
    }

    public NpgsqlBatchCommand ToPersons() => Columns.Command(
        InsertPersons, Columns.Of(_tenant), Columns.Of(_id), Columns.Of(_department), Columns.Of(_salt), Columns.Of(_name));

    public NpgsqlBatchCommand ToFields() => Columns.Command(
        InsertFields, Columns.Of(_fieldTenant), Columns.Of(_grain), Columns.Of(_n), Columns.Of(_fieldSalt), Columns.Of(_body));
}
