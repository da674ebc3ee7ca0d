using Grains.Journal.Rows;
using Npgsql;

namespace Grains.Journal;

/// <summary>Second round trip: everything the transaction changed, and the commit.</summary>
internal static class StoringPhase
{
    /// <summary>The commands that write a unit of work, in the order in which tables are locked everywhere.</summary>
    public static List<NpgsqlBatchCommand> Commands(Unit unit)
    {
        var inserted = new CaseRows();
        var updated = new CaseRows();
        var raised = new SignalRows();
        var changed = new SignalRows();
        var escalations = new EscalationRows();
        var departments = new DepartmentRows();
        var figures = new FigureRows();
        var heads = new HeadRows();
        foreach (var tenant in unit.Tenants.Values)
        {
            foreach (var work in tenant.Cases.Values.Where(c => c.IsTouched))
                (work.IsNew ? inserted : updated).Add(work, CaseSnapshotCodec.Write(work.Snapshot, unit.Writer));
            foreach (var work in tenant.Signals)
            {
                (work.IsNew ? raised : changed).Add(work, SignalSnapshot(work, unit.Writer));
                if (work.Escalates || work.EscalatesAgain)
                    escalations.Add(work, tenant.Seq, tenant.Epoch, DepartmentName(tenant, work), ItemName(tenant, work));
            }

            foreach (var work in tenant.Departments.Values)
                departments.Add(work, DepartmentSnapshotCodec.Write(work.State, work.Signals, unit.Writer));
            figures.Add(tenant.Tenant, tenant.Seq, tenant.Epoch, tenant.Figures);
            heads.Add(
                tenant.Tenant, tenant.Seq, tenant.NextId, tenant.Chain, moved: tenant.Seq > tenant.LoadedSeq,
                refused: tenant.Departments.Values.Any(d => d.Refused > 0), tenant.NextDueAt);
        }

        var commands = new List<NpgsqlBatchCommand>(12);
        if (unit.Events.Count > 0)
            commands.Add(unit.Events.ToCommand(unit.Now));
        if (inserted.Count > 0)
            commands.Add(inserted.ToInsert(unit.Now));
        if (updated.Count > 0)
            commands.Add(updated.ToUpdate(unit.Now));
        if (raised.Count > 0)
            commands.Add(raised.ToInsert());
        if (changed.Count > 0)
            commands.Add(changed.ToUpdate());
        if (unit.Persons.HasPersons)
            commands.Add(unit.Persons.ToPersons());
        if (unit.Persons.HasFields)
            commands.Add(unit.Persons.ToFields());
        if (unit.Quarantine.Count > 0)
            commands.Add(unit.Quarantine.ToCommand(unit.Now));
        if (departments.Count > 0)
            commands.Add(departments.ToCommand(unit.Now));
        if (figures.HasDetail)
            commands.Add(figures.ToDetail());
        if (figures.Count > 0)
            commands.Add(figures.ToTravelling(unit.Now));
        if (escalations.Count > 0)
            commands.Add(escalations.ToCommand());
        commands.Add(heads.ToUpdate());
        commands.Add(heads.ToMark());
        return commands;
    }

    private static byte[] SignalSnapshot(SignalWork work, CanonicalWriter writer)
    {
        writer.Clear();
        Signals.SignalCodec.Write(work.State, writer);
        return writer.Written.ToArray();
    }

    private static string DepartmentName(TenantWork tenant, SignalWork work) =>
        tenant.Ground.Registry.TryDepartment(work.Department, out var department) ? department.Name : "";

    private static string ItemName(TenantWork tenant, SignalWork work) =>
        work.Item is { } id && tenant.Ground.Registry.TryItem(id, out var item) ? item.Name : "";
}
