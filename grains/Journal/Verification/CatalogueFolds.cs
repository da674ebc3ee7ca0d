using System.Globalization;
using System.Text.Json;
using Grains.Catalogue;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Verification;

/// <summary>Folds every item of the catalogue again from its history and compares it with the versions that cases are judged by, and what each version says of the item with its row.</summary>
/// <remarks>The versions of an item without a history have nothing to be compared with but the seals.</remarks>
internal sealed class CatalogueFolds(FindingList findings)
{
    private const string ReadEvents = """
        select i.code, e.body::text from item i join item_event e on e.tenant = i.tenant and e.item = i.id order by i.code, e.n
        """;

    private const string ReadVersions = """
        select i.code, v.version, v.status, v.effective_from, v.effective_until, v.body::text, d.code, i.kind
        from item i join item_version v on v.tenant = i.tenant and v.item = i.id
        left join department d on d.tenant = i.tenant and d.id = i.department
        order by i.code, v.version
        """;

    public async Task CompareAsync(TenantSession own, CancellationToken cancellation)
    {
        await using var r = await own.ReadAsync([new(ReadEvents), new(ReadVersions)], cancellation);
        var folded = await FoldAsync(r, cancellation);
        await r.NextResultAsync(cancellation);
        var seen = new HashSet<(string Code, int Version)>();
        while (await r.ReadAsync(cancellation))
        {
            var (code, number) = (r.GetString(0), r.GetInt32(1));
            seen.Add((code, number));
            if (folded.TryGetValue(code, out var item) && !Agree(item?.Versions.ElementAtOrDefault(number - 1), r))
                findings.Add(FindingCodes.Refold, Place(code, number), "what the item's history folds into", "another");
            CompareRow(code, number, r);
        }

        foreach (var (code, item) in folded)
        {
            foreach (var version in (item?.Versions ?? []).Where(version => !seen.Contains((code, version.Number))))
                findings.Add(FindingCodes.Refold, Place(code, version.Number), "what the item's history folds into", "none");
        }
    }

    /// <summary>Items by code; null for one whose history cannot be read.</summary>
    private static async Task<Dictionary<string, ItemState?>> FoldAsync(NpgsqlDataReader r, CancellationToken cancellation)
    {
        var folded = new Dictionary<string, ItemState?>(StringComparer.Ordinal);
        while (await r.ReadAsync(cancellation))
        {
            var code = r.GetString(0);
            if (!folded.TryGetValue(code, out var state))
                state = ItemState.None;
            try
            {
                folded[code] = state is null ? null : ItemLife.Evolve(state, CatalogueJson.ReadEvent(r.GetString(1)));
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                folded[code] = null;
            }
        }

        return folded;
    }

    /// <summary>Whose an item is, by which it is found and of which kind: no version may change it, so each says what its row must say.</summary>
    private void CompareRow(string code, int number, NpgsqlDataReader r)
    {
        try
        {
            var said = CatalogueJson.Read(r.GetString(5));
            var (department, kind) = (r.IsDBNull(6) ? "" : r.GetString(6), r.GetInt16(7));
            if ((said.Code, said.Department, (short)said.Kind) != (code, department, kind))
            {
                findings.Add(
                    FindingCodes.Refold, Place(code, number), string.Create(CultureInfo.InvariantCulture, $"{said.Code} of department {said.Department}, kind {(int)said.Kind}, as it says"),
                    string.Create(CultureInfo.InvariantCulture, $"{code} of department {department}, kind {kind}, in the item's row"));
            }
        }
        catch (JsonException)
        {
            findings.Add(FindingCodes.Refold, Place(code, number), "a document", "text that cannot be read");
        }
    }

    private static bool Agree(ItemState.Version? folded, NpgsqlDataReader r)
    {
        try
        {
            return folded is not null
                && (folded.Status, folded.EffectiveFrom, folded.EffectiveUntil)
                    == ((ItemStatus)r.GetInt16(2), r.GetFieldValue<DateOnly?>(3), r.GetFieldValue<DateOnly?>(4))
                && CatalogueJson.Write(folded.Content) == CatalogueJson.Write(CatalogueJson.Read(r.GetString(5)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Place(string code, int version) => string.Create(CultureInfo.InvariantCulture, $"version {version} of item {code}");
}
