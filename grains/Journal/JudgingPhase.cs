using Grains.Cases;
using Grains.Departments;
using Grains.Figures;
using Grains.Signals;
using Tenancy;

namespace Grains.Journal;

/// <summary>Folds again what came late, judges every case touched, and counts what changed.</summary>
internal sealed class JudgingPhase(Unit unit, RecordingPhase recording, int mostRounds)
{
    /// <summary>Judges the cases of all tenants; afterwards each has a judgement and the figures its contribution.</summary>
    /// <remarks>What is being recorded is kept even where its case does not settle: the sweep looks at it next, and sets it aside if it cannot settle it either.</remarks>
    public async Task JudgeAsync(TenantSession session, CancellationToken cancellation)
    {
        var open = unit.Tenants.Values.SelectMany(t => t.Cases.Values.Where(c => c.IsTouched).Select(c => (Tenant: t, Case: c))).ToList();
        for (var round = 0; open.Count > 0; round++)
        {
            await RefoldAsync(session, open, cancellation);
            var isLast = round == mostRounds;
            open.RemoveAll(o => !o.Case.MustRefold && Judge(o.Tenant, o.Case, isLast));
        }

        foreach (var tenant in unit.Tenants.Values)
        {
            foreach (var work in tenant.Cases.Values.Where(c => c.IsTouched))
                Count(tenant, work);
            foreach (var department in tenant.Departments.Values)
                Judge(tenant, department);
        }
    }

    private static async Task RefoldAsync(TenantSession session, List<(TenantWork Tenant, CaseWork Case)> open, CancellationToken cancellation)
    {
        var late = open.Where(o => o.Case.MustRefold).Select(o => o.Case).ToList();
        if (late.Count == 0)
            return;
        var histories = await LoadingPhase.LoadHistoriesAsync(session, late, cancellation);
        foreach (var work in late)
            work.Refold(histories[(work.Tenant, work.Id)]);
    }

    /// <summary>False when judging added a fact that must first be folded in.</summary>
    private bool Judge(TenantWork tenant, CaseWork work, bool isLast)
    {
        Attribute(tenant, work);
        var judgement = CaseJudge.Judge(work.Snapshot.State, Context(tenant, work));
        if (judgement.DeemAcceptedAt is not null && isLast)
            judgement = Unsettled(tenant, work, judgement);
        else if (judgement.DeemAcceptedAt is not null)
        {
            recording.Append(tenant, work, DeemedAcceptance.Fact(work.CaseNo, judgement));
            return false;
        }

        work.Judgement = judgement;
        work.DueAt = judgement.DueAt;
        work.NextCheckAt = judgement.NextCheckAt;
        tenant.CheckAt(judgement.NextCheckAt);
        return true;
    }

    private Judgement Unsettled(TenantWork tenant, CaseWork work, Judgement judgement) => work.IsDue
        ? throw new InvalidOperationException($"Case {work.Id} of tenant {tenant.Tenant.Value} asks for a deemed acceptance after {mostRounds} rounds of judging.")
        : judgement with { NextCheckAt = unit.Now };

    /// <summary>The item follows from the fold, not from which event arrived first.</summary>
    private static void Attribute(TenantWork tenant, CaseWork work)
    {
        if (tenant.Ground.Registry.TryItem(work.Snapshot.State.ItemCode, out var item) && item.Department == work.Department)
            (work.Item, work.ItemKind) = (item.Id, (short)item.Kind);
    }

    /// <summary>What spans a department's cases, after they are folded.</summary>
    private void Judge(TenantWork tenant, DepartmentWork work)
    {
        var tally = new BatchTally(tenant.Ground.Rulebooks, tenant.Ground.Calendar, unit.Now, work.Id);
        foreach (var one in tenant.Cases.Values)
        {
            if (one.Department == work.Id && one.Fresh.Count > 0)
                tally.Add(one.Snapshot.State, one.Fresh);
        }

        work.State = Department.Evolve(work.State, tally.ToBatch());
        var system = tenant.Ground.Registry.TryDepartment(work.Id, out var known) ? known.System : OwnSystem.Always;
        var judgement = DepartmentJudge.Judge(work.State, new DepartmentJudging(work.Id, system, tenant.Ground.Rulebooks, tenant.Ground.Calendar, unit.Now));
        work.Faults = judgement.Faults;
        work.NextCheckAt = judgement.NextCheckAt;
        tenant.CheckAt(judgement.NextCheckAt);
    }

    private CaseJudging Context(TenantWork tenant, CaseWork work)
    {
        var state = work.Snapshot.State;
        var basis = state.AcceptedAt ?? state.OpenedAt ?? unit.Now;
        var day = tenant.Ground.Calendar.Zone.DayOf(basis);
        var known = tenant.Ground.Registry.TryItem(work.Item, out var item);
        var version = known ? item!.VersionAt(day) : null;
        work.Grounds = new Grounds(work.Item, version?.Version, tenant.Ground.Calendar.Version);
        return new CaseJudging(version, known && item!.IsRetired(day), tenant.Ground.Rulebooks, tenant.Ground.Calendar, unit.Now);
    }

    private void Count(TenantWork tenant, CaseWork work)
    {
        var old = work.Snapshot.Counted;
        var now = CaseContribution.Of(work.Snapshot.State, work.Judgement!, tenant.Ground.Calendar.Zone);
        if (old == now && work.CountedKind == work.ItemKind)
            return;
        if (work.Fresh.Count == 0)
            recording.Append(tenant, work, Judged(tenant, work));
        tenant.Figures.Replace(work.Department, (byte)work.CountedKind, old, (byte)work.ItemKind, now);
        work.Snapshot.Counted = now;
    }

    private CaseFact Judged(TenantWork tenant, CaseWork work) => new(
        $"platform:judged:{work.N + 1}", work.CaseNo, "", CaseEventKind.Judged, unit.Now, null, null, null,
        CaseDetails.None with
        {
            Extra =
            [
                new("calendar", tenant.Ground.Calendar.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new("dueAt", work.DueAt?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? ""),
                new("overdue", work.Judgement!.Overdue ? "true" : "false"),
            ],
        },
        CaseSource.Platform);
}
