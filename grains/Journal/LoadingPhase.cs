using Grains.Cases;
using Grains.Journal.Rows;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Grains.Journal;

/// <summary>First round trip: lock the heads in ascending order of tenant, then read what the batch touches.</summary>
internal sealed class LoadingPhase(JournalGround ground)
{
    private const string LockHeads = """
        select tenant, seq, next_id, chain, epoch, registry from head where tenant = any ($1) order by tenant for update
        """;

    // Read after the locks, so that no two transactions of a tenant can stand in another order than their clocks.
    private const string ReadClock = "select clock_timestamp()";

    private const string ReadDepartments = """
        select d.tenant, d.id, d.month, d.state
        from unnest($1::integer[], $2::integer[]) as k (tenant, id) join department d on d.tenant = k.tenant and d.id = k.id
        """;

    private const string ReadCases = """
        select c.tenant, c.department, c.case_no, c.id, c.month, c.n, c.hash, c.item, c.item_kind, c.state
        from unnest($1::integer[], $2::integer[], $3::text[]) as k (tenant, department, case_no)
        join case_file c on c.tenant = k.tenant and c.department = k.department and c.case_no = k.case_no
        """;

    private const string ReadPersons = """
        select p.tenant, p.department, p.name, p.id, p.salt
        from unnest($1::integer[], $2::integer[], $3::text[]) as k (tenant, department, name)
        join person p on p.tenant = k.tenant and p.department = k.department and p.name = k.name
        """;

    private const string ReadHistories = """
        select e.tenant, e.grain, e.body
        from unnest($1::integer[], $2::date[], $3::bigint[]) as k (tenant, month, grain)
        join event e on e.tenant = k.tenant and e.month = k.month and e.grain = k.grain
        order by e.tenant, e.grain, e.n
        """;

    private const string ReadDueCases = """
        select tenant, department, case_no, id, month, n, hash, item, item_kind, state
        from case_file where tenant = $1 and next_check_at <= $2 order by next_check_at limit $3
        """;

    private const string ReadDueDepartments = """
        select tenant, id, month, state from department where tenant = $1 and next_check_at <= $2
        """;

    private const string ReadTheseCases = """
        select tenant, department, case_no, id, month, n, hash, item, item_kind, state
        from case_file where tenant = $1 and id = any ($2) and next_check_at <= $3
        """;

    private const string ReadTheseDepartments = """
        select tenant, id, month, state from department where tenant = $1 and id = any ($2) and next_check_at <= $3
        """;

    /// <summary>Locks and reads for batches of facts.</summary>
    public async Task<Unit> LoadAsync(TenantSession session, IReadOnlyList<CaseBatch> batches, CancellationToken cancellation)
    {
        var departments = new Keys();
        var cases = new Keys();
        var persons = new Keys();
        foreach (var batch in batches)
        {
            departments.Add(batch.Tenant, batch.Department, "");
            foreach (var fact in batch.Facts)
            {
                cases.Add(batch.Tenant, batch.Department, fact.CaseNo);
                if (fact.Handler is { } name && ground.Persons.Find(batch.Tenant, batch.Department, name) is null)
                    persons.Add(batch.Tenant, batch.Department, name);
            }
        }

        List<NpgsqlBatchCommand> commands =
        [
            Heads(batches.Select(b => b.Tenant.Value)),
            new(ReadClock),
            Columns.Command(ReadDepartments, Columns.Of(departments.Tenant), Columns.Of(departments.Department)),
            Columns.Command(ReadCases, Columns.Of(cases.Tenant), Columns.Of(cases.Department), Columns.Of(cases.Text)),
        ];
        if (persons.Tenant.Count > 0)
            commands.Add(Columns.Command(ReadPersons, Columns.Of(persons.Tenant), Columns.Of(persons.Department), Columns.Of(persons.Text)));

        await using var reader = await session.ReadAsync(commands, cancellation);
        var unit = await ReadUnitAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        await ReadDepartmentsAsync(reader, unit, cancellation);
        await reader.NextResultAsync(cancellation);
        await ReadCasesAsync(reader, unit, due: false, cancellation);
        if (persons.Tenant.Count > 0 && await reader.NextResultAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var (tenant, department, name) = (new TenantId(reader.GetInt32(0)), reader.GetInt32(1), reader.GetString(2));
                ground.Persons.Remember(tenant, department, name, PersonReference.Of(reader.GetInt32(3), reader.GetFieldValue<byte[]>(4), name));
            }
        }

        return unit;
    }

    /// <summary>Locks one tenant and reads what time has made due, at most so many cases.</summary>
    public Task<Unit> LoadDueAsync(TenantSession session, TenantId tenant, int most, CancellationToken cancellation) => LoadDueAsync(
        session, tenant,
        now =>
        [
            Columns.Command(ReadDueDepartments, Value(tenant), Columns.Of(now)),
            Columns.Command(ReadDueCases, Value(tenant), Columns.Of(now), new NpgsqlParameter<int> { TypedValue = most }),
        ],
        cancellation);

    /// <summary>Locks one tenant and reads those of these grains that time has made due.</summary>
    public Task<Unit> LoadDueAsync(TenantSession session, TenantId tenant, DueGrains only, CancellationToken cancellation) => LoadDueAsync(
        session, tenant,
        now =>
        [
            Columns.Command(ReadTheseDepartments, Value(tenant), new NpgsqlParameter<int[]> { TypedValue = only.Departments }, Columns.Of(now)),
            Columns.Command(ReadTheseCases, Value(tenant), new NpgsqlParameter<long[]> { TypedValue = only.Cases }, Columns.Of(now)),
        ],
        cancellation);

    private async Task<Unit> LoadDueAsync(
        TenantSession session, TenantId tenant, Func<DateTimeOffset, NpgsqlBatchCommand[]> due, CancellationToken cancellation)
    {
        Unit unit;
        await using (var locked = await session.ReadAsync([Heads([tenant.Value]), new(ReadClock)], cancellation))
            unit = await ReadUnitAsync(locked, cancellation);
        await using var reader = await session.ReadAsync(due(unit.Now), cancellation);
        await ReadDepartmentsAsync(reader, unit, cancellation);
        await reader.NextResultAsync(cancellation);
        await ReadCasesAsync(reader, unit, due: true, cancellation);
        return unit;
    }

    /// <summary>Reads the stored facts of cases that must be folded again.</summary>
    public static async Task<ILookup<(TenantId Tenant, long Case), RecordedFact>> LoadHistoriesAsync(
        TenantSession session, IReadOnlyCollection<CaseWork> cases, CancellationToken cancellation)
    {
        var facts = new List<((TenantId, long), RecordedFact)>();
        var stored = cases.Where(c => !c.IsNew).ToList();
        if (stored.Count > 0)
        {
            await using var reader = await session.ReadAsync(
                [
                    Columns.Command(
                        ReadHistories,
                        Columns.Of(stored.ConvertAll(c => c.Tenant.Value)), Columns.Of(stored.ConvertAll(c => c.Month)), Columns.Of(stored.ConvertAll(c => c.Id))),
                ],
                cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                facts.Add((
                    (new TenantId(reader.GetInt32(0)), reader.GetInt64(1)),
                    CanonicalEvent.ReadCaseFact(reader.GetFieldValue<byte[]>(2))));
            }
        }

        return facts.ToLookup(f => f.Item1, f => f.Item2);
    }

    private static NpgsqlBatchCommand Heads(IEnumerable<int> tenants) =>
        Columns.Command(LockHeads, Columns.Of([.. tenants.Distinct().Order()]));

    private static NpgsqlParameter Value(TenantId tenant) => new NpgsqlParameter<int> { TypedValue = tenant.Value, NpgsqlDbType = NpgsqlDbType.Integer };

    private async Task<Unit> ReadUnitAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var heads = new List<(TenantId Tenant, long Seq, long NextId, byte[] Chain, int Epoch, long Registry)>();
        while (await reader.ReadAsync(cancellation))
        {
            heads.Add((
                new TenantId(reader.GetInt32(0)), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3), reader.GetInt32(4),
                reader.GetInt64(5)));
        }

        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var now = reader.GetFieldValue<DateTimeOffset>(0);
        var tenants = new Dictionary<TenantId, TenantWork>(heads.Count);
        foreach (var (tenant, seq, nextId, chain, epoch, registry) in heads)
        {
            tenants[tenant] = new TenantWork
            {
                Tenant = tenant,
                LoadedSeq = seq,
                Seq = seq,
                NextId = nextId,
                Chain = chain,
                Epoch = epoch,
                Ground = await ground.JudgingGroundAsync(tenant, registry, now, cancellation),
            };
        }

        return new Unit(now, tenants);
    }

    private static async Task ReadDepartmentsAsync(NpgsqlDataReader reader, Unit unit, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var tenant = unit.Tenants[new TenantId(reader.GetInt32(0))];
            var (state, signals) = DepartmentSnapshotCodec.Read(reader.GetFieldValue<byte[]>(3));
            tenant.Departments[reader.GetInt32(1)] = new DepartmentWork
            {
                Tenant = tenant.Tenant,
                Id = reader.GetInt32(1),
                Month = reader.GetFieldValue<DateOnly>(2),
                State = state,
                Signals = signals,
            };
        }
    }

    private static async Task ReadCasesAsync(NpgsqlDataReader reader, Unit unit, bool due, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var tenant = unit.Tenants[new TenantId(reader.GetInt32(0))];
            var (department, caseNo) = (reader.GetInt32(1), reader.GetString(2));
            tenant.Cases[(department, caseNo)] = new CaseWork
            {
                Tenant = tenant.Tenant,
                Department = department,
                CaseNo = caseNo,
                Id = reader.GetInt64(3),
                Month = reader.GetFieldValue<DateOnly>(4),
                IsNew = false,
                IsDue = due,
                N = reader.GetInt32(5),
                Hash = reader.GetFieldValue<byte[]>(6),
                Item = reader.GetInt32(7),
                ItemKind = reader.GetInt16(8),
                CountedKind = reader.GetInt16(8),
                Snapshot = CaseSnapshotCodec.Read(reader.GetFieldValue<byte[]>(9), out var stale),
                MustRefold = stale,
            };
        }
    }

    /// <summary>Distinct keys as columns.</summary>
    private sealed class Keys
    {
        private readonly HashSet<(int, int, string)> _seen = [];

        public List<int> Tenant { get; } = [];

        public List<int> Department { get; } = [];

        public List<string> Text { get; } = [];

        public void Add(TenantId tenant, int department, string text)
        {
            if (!_seen.Add((tenant.Value, department, text)))
                return;
            Tenant.Add(tenant.Value);
            Department.Add(department);
            Text.Add(text);
        }
    }
}
