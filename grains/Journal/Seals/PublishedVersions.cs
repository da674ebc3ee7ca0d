using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Tenancy;
using Tenancy.Isolation;

namespace Grains.Journal.Seals;

/// <summary>Reads what a jurisdiction has published and judges by, as digests over its content.</summary>
/// <remarks>
/// Only what cannot change any more by right: published versions of items, the day on which one ends, layers of rules that have
/// taken effect, closures, papers.
/// </remarks>
internal sealed class PublishedVersions
{
    private const string ReadItems = """
        select i.code, v.version, v.effective_from, v.effective_until, v.status, v.published_at, v.body::text
        from item i join item_version v on v.tenant = i.tenant and v.item = i.id
        where v.status in (4, 5)
        """;

    private const string ReadRulebooks = "select version, effective_at, body::text from rulebook where status = 1 and effective_at <= now()";

    private const string ReadClosures = "select version, effective_at, day, closed, reason from closure_change";

    private const string ReadPapers = "select version, effective_at, year, body::text from holiday_paper";

    private readonly CanonicalWriter _bytes = new();
    private readonly List<VersionDigest> _found = [];

    /// <summary>Everything, as of now.</summary>
    /// <param name="sessions">Opens sessions on the directory.</param>
    /// <param name="of">Whose.</param>
    /// <param name="own">A session of the jurisdiction's own, for the catalogue.</param>
    /// <param name="withPapers">Also the whole nation's papers of holidays.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<VersionDigest>> ReadAsync(
        Sessions sessions, Jurisdiction of, TenantSession own, bool withPapers, CancellationToken cancellation)
    {
        var versions = new PublishedVersions();
        await using (var items = await own.ReadAsync([new(ReadItems)], cancellation))
        {
            while (await items.ReadAsync(cancellation))
                versions.AddItem(items);
        }

        await using (var directory = await sessions.OpenDirectoryAsync(of.Id, cancellation))
        await using (var rules = await directory.ReadAsync([new(ReadRulebooks), new(ReadClosures)], cancellation))
        {
            while (await rules.ReadAsync(cancellation))
                versions.AddDocument(VersionKinds.Rulebook, "", rules);
            await rules.NextResultAsync(cancellation);
            while (await rules.ReadAsync(cancellation))
                versions.AddClosure(rules);
        }

        if (withPapers)
            await versions.ReadPapersAsync(sessions, cancellation);
        return versions._found;
    }

    private async Task ReadPapersAsync(Sessions sessions, CancellationToken cancellation)
    {
        await using var silo = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
        await using var papers = await silo.ReadAsync([new(ReadPapers)], cancellation);
        while (await papers.ReadAsync(cancellation))
            AddDocument(VersionKinds.HolidayPaper, papers.GetInt32(2).ToString(CultureInfo.InvariantCulture), papers);
    }

    private void AddItem(NpgsqlDataReader r)
    {
        var (code, version, published) = (r.GetString(0), r.GetInt32(1), r.GetFieldValue<DateTimeOffset?>(5));
        Begin(VersionKinds.Item, code, version);
        _bytes.Text(Day(r.GetFieldValue<DateOnly?>(2)));
        _bytes.Long(published is { } at ? CanonicalWriter.Microseconds(at) : long.MinValue);
        CanonicalJson.Write(r.GetString(6), _bytes);
        End(VersionKinds.Item, code, version, published);
        if (r.GetFieldValue<DateOnly?>(3) is not { } until)
            return;
        Begin(VersionKinds.ItemEnd, code, version);
        _bytes.Int(r.GetInt16(4));
        _bytes.Text(Day(until));
        End(VersionKinds.ItemEnd, code, version, null);
    }

    /// <summary>Version, instant of effect, and the document in the last column.</summary>
    private void AddDocument(string kind, string name, NpgsqlDataReader r)
    {
        var (version, effective) = (r.GetInt32(0), r.GetFieldValue<DateTimeOffset>(1));
        Begin(kind, name, version);
        _bytes.Instant(effective);
        CanonicalJson.Write(r.GetString(r.FieldCount - 1), _bytes);
        End(kind, name, version, effective);
    }

    private void AddClosure(NpgsqlDataReader r)
    {
        var (version, effective, day) = (r.GetInt32(0), r.GetFieldValue<DateTimeOffset>(1), Day(r.GetFieldValue<DateOnly>(2))!);
        Begin(VersionKinds.Closure, day, version);
        _bytes.Instant(effective);
        _bytes.Byte(r.GetBoolean(3) ? (byte)1 : (byte)0);
        _bytes.Text(r.GetString(4));
        End(VersionKinds.Closure, day, version, effective);
    }

    private void Begin(string kind, string name, int version)
    {
        _bytes.Clear();
        _bytes.Text(kind);
        _bytes.Text(name);
        _bytes.Int(version);
    }

    private void End(string kind, string name, int version, DateTimeOffset? since) =>
        _found.Add(new(kind, name, version, since, SHA256.HashData(_bytes.Written)));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
