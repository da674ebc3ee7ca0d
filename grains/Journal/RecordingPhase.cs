using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grains.Cases;

namespace Grains.Journal;

/// <summary>Turns the facts of a batch into events: knows duplicates, refuses what cannot be attributed, chains the rest.</summary>
internal sealed class RecordingPhase(Unit unit, Persons persons)
{
    /// <summary>How far ahead of the database's clock an event may have occurred.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Events that one case may have. Whoever writes a case holds its tenant's lock and judges all of it: one without a bound
    /// would make its neighbours wait. The longest of the permit log shipped with the platform has 25.
    /// </summary>
    private const int MostEvents = 2_000;

    /// <summary>Places of the instants that details state, as they are told apart here; their code on the wire is that of the event's own.</summary>
    private const string FutureEnd = "closedAt", FutureApplication = "appliedAt";

    /// <summary>Records a batch; what is refused goes to quarantine in the same transaction.</summary>
    public BatchAnswer Record(CaseBatch batch)
    {
        var tenant = unit.Tenants[batch.Tenant];
        var department = tenant.Departments[batch.Department];
        var (accepted, duplicate) = (0, 0);
        var refused = new List<RefusedEvent>(batch.Refused);
        foreach (var fact in batch.Facts)
        {
            switch (Take(tenant, department, fact, batch.SeenUntil))
            {
                case null: accepted++; break;
                case { Length: 0 }: duplicate++; break;
                case var code: refused.Add(Refuse(fact, code)); break;
            }
        }

        department.Accepted += accepted;
        department.Duplicates += duplicate;
        if (batch.KeepsRefused)
            Keep(batch, department, refused);
        return new BatchAnswer(accepted, duplicate, [.. refused.OrderBy(r => r.Index)]);
    }

    /// <summary>Appends a fact to a case's chain; also used for what the platform itself records.</summary>
    public void Append(TenantWork tenant, CaseWork work, CaseFact fact)
    {
        var n = work.N + 1;
        var handler = fact.Handler is { Length: > 0 } name ? Person(tenant, work.Department, name) : null;
        var header = unit.Begin(GrainKind.Case, tenant, work.Id, n);
        var toldAt = fact.Source is CaseSource.History or CaseSource.Platform
            ? unit.Now
            : Telling.CountsFrom(fact, unit.Now, tenant.Ground.Calendar, tenant.Ground.Outages.AsSpan());
        CaseContent.Write(unit.Writer, fact, handler, Personal(tenant, work, fact, n), toldAt == unit.Now ? null : toldAt);
        work.Hash = unit.End(header, tenant, work.Month, work.Hash);
        work.N = n;
        if (fact.Kind != CaseEventKind.Judged)
            work.Take(new RecordedFact(fact, n, unit.Now, handler?.Id) { ToldAt = toldAt });
    }

    private void Keep(CaseBatch batch, DepartmentWork department, List<RefusedEvent> refused)
    {
        foreach (var one in refused)
            unit.Quarantine.Add(batch.Tenant, batch.Department, batch.Source, one);
        department.Refused += refused.Count;
    }

    /// <summary>Null when recorded, empty when a duplicate, else the code of the refusal.</summary>
    private string? Take(TenantWork tenant, DepartmentWork department, CaseFact fact, int? seenUntil)
    {
        if (!tenant.Ground.Registry.TryItem(fact.ItemCode, out var item) || item.Department != department.Id)
            return "unknown-item";
        if (fact.OccurredAt > unit.Now + Ahead)
            return "in-the-future";
        var digest = EventDigest.Of(fact, unit.Writer);
        var isNew = !tenant.Cases.TryGetValue((department.Id, fact.CaseNo), out var work);
        if (!isNew)
        {
            foreach (var known in work!.Snapshot.Known)
            {
                if (known.Id == digest.Id)
                    return known.Content == digest.Content ? "" : "event-id-reused";
            }

            if (work.Snapshot.Known.Count >= MostEvents)
                return "too-many";
        }

        // Under the tenant's lock, and after what is known already: the same form again is a duplicate, however far its case has come.
        if (seenUntil is { } seen && seen != (work?.N ?? 0))
            return BatchAnswer.CaseMoved;
        if (FutureDetail(fact) is { } detail)
            return detail;
        work ??= NewCase(tenant, department, fact, item);
        work.Snapshot.Known.Add(digest);
        Append(tenant, work, fact);
        // How far a department is connected, what it told of its past does not say.
        if (fact.Source != CaseSource.History && !(fact.OccurredAt <= department.LastOccurredAt))
            department.LastOccurredAt = fact.OccurredAt;
        return null;
    }

    /// <summary>What the details state as past, too, can lie no further ahead than an event: an end of the year after next would end the case.</summary>
    private string? FutureDetail(CaseFact fact) =>
        fact.Details.ClosedAt > unit.Now + Ahead ? FutureEnd : fact.Details.AppliedAt > unit.Now + Ahead ? FutureApplication : null;

    private CaseWork NewCase(TenantWork tenant, DepartmentWork department, CaseFact fact, CatalogueItem item)
    {
        var work = new CaseWork
        {
            Tenant = tenant.Tenant,
            Id = tenant.NextId++,
            Department = department.Id,
            CaseNo = fact.CaseNo,
            Month = unit.Month,
            IsNew = true,
            Snapshot = new CaseSnapshot(),
            Item = item.Id,
            ItemKind = (short)item.Kind,
            CountedKind = (short)item.Kind,
        };
        tenant.Cases[(department.Id, fact.CaseNo)] = work;
        return work;
    }

    private static RefusedEvent Refuse(CaseFact fact, string code) => code switch
    {
        "unknown-item" => new(fact.Index, fact.EventId, "itemCode", code, $"Item {fact.ItemCode} is not in this department's catalogue.", "the code of a published item of the department", fact.Raw),
        "in-the-future" => new(fact.Index, fact.EventId, "occurredAt", code, "The event lies more than 5 minutes in the future.", "an instant not later than now", fact.Raw),
        FutureEnd or FutureApplication => new(
            fact.Index, fact.EventId, $"data.{code}", "in-the-future", "What is said to have happened lies more than 5 minutes in the future.", "an instant not later than now", fact.Raw),
        "event-id-reused" => new(fact.Index, fact.EventId, "eventId", code, "This id was used in this case for an event with other content.", "a new eventId, or the same content again", fact.Raw),
        BatchAnswer.CaseMoved => new(fact.Index, fact.EventId, "caseNo", code, $"Case {fact.CaseNo} has moved on since it was looked at.", "the same again, after another look at the case", fact.Raw),
        "too-many" => new(fact.Index, fact.EventId, "caseNo", code, $"Case {fact.CaseNo} has {MostEvents} events already.", $"at most {MostEvents} events in one case", fact.Raw),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such refusal."),
    };

    private PersonReference Person(TenantWork tenant, int department, string name)
    {
        if (persons.Find(tenant.Tenant, department, name) is { } known || unit.NewPersons.TryGetValue((tenant.Tenant, department, name), out known!))
            return known;
        var id = checked((int)tenant.NextId++);
        var salt = RandomNumberGenerator.GetBytes(PersonReference.SaltLength);
        var person = PersonReference.Of(id, salt, name);
        unit.NewPersons[(tenant.Tenant, department, name)] = person;
        unit.Persons.AddPerson(tenant.Tenant.Value, id, department, salt, name);
        return person;
    }

    /// <summary>Stores the personal fields apart and returns their salted digest; empty where there are none.</summary>
    private byte[] Personal(TenantWork tenant, CaseWork work, CaseFact fact, int n)
    {
        if (fact.Details.Personal.IsDefaultOrEmpty)
            return [];
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(fact.Details.Personal.ToDictionary(StringComparer.Ordinal)));
        var salt = RandomNumberGenerator.GetBytes(PersonReference.SaltLength);
        unit.Persons.AddFields(tenant.Tenant.Value, work.Id, n, salt, body);
        return PersonReference.DigestOf(salt, body);
    }
}
