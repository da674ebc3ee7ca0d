using System.Globalization;
using System.Text;
using Grains.Cases;
using Grains.Journal;
using Tenancy;
using Web.Interface;

namespace Web.Demo;

/// <summary>What departments' systems got wrong while they were being connected: refused events, so that the quarantine has something to correct.</summary>
internal sealed class DemoRefusals(Journal journal, Registries registries, Jurisdictions jurisdictions)
{
    /// <summary>Systems of a jurisdiction that got something wrong.</summary>
    public const int SystemsEach = 2;

    /// <summary>Records the refusals; returns how many there are.</summary>
    public async Task<int> RecordAsync(IEnumerable<DemoSystem> systems, DateTimeOffset now, CancellationToken cancellation)
    {
        var refused = 0;
        foreach (var system in systems.GroupBy(system => system.Jurisdiction, StringComparer.Ordinal).SelectMany(all => all.Take(SystemsEach)))
        {
            if (!jurisdictions.Tree.TryFind(system.Jurisdiction, out var jurisdiction))
                continue;
            var registry = await registries.CurrentAsync(jurisdiction.Id, cancellation);
            if (!registry.TryDepartment(system.Department, out var department))
                continue;
            var read = EventReader.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', Events(system, now))}]"), system.Department, CaseSource.Interface);
            refused += (await journal.RecordAsync(new CaseBatch(jurisdiction.Id, department.Id, read.Facts, read.Refused))).Refused.Count;
        }

        return refused;
    }

    /// <summary>A kind misspelt, an item that is not in the catalogue, no case number, no time zone, an amount in words, a clock ahead.</summary>
    private static IEnumerable<string> Events(DemoSystem system, DateTimeOffset now)
    {
        var item = system.Items[0].Code;
        yield return Event("1", item, "aproved", Instant(now.AddHours(-3)));
        yield return Event("2", item + "-X", "submitted", Instant(now.AddHours(-2)));
        yield return Event("3", item, "accepted", Instant(now.AddHours(-2)), caseNo: "");
        yield return Event("4", item, "submitted", now.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        yield return Event("5", item, "fee-charged", Instant(now.AddMinutes(-50)), data: "{\"feeItem\":\"document\",\"feeType\":\"fee\",\"amount\":\"十元\"}");
        yield return Event("6", item, "submitted", Instant(now.AddHours(9)));
    }

    private static string Event(string id, string item, string kind, string occurredAt, string caseNo = "TRIAL-0001", string data = "{\"applicantName\":\"申请人甲\"}") => $$"""
        {"eventId":"trial-{{id}}","caseNo":"{{caseNo}}","itemCode":"{{item}}","kind":"{{kind}}","occurredAt":"{{occurredAt}}","post":"window","handler":"经办人01","data":{{data}}}
        """;

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
