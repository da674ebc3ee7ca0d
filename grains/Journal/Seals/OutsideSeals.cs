using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tenancy;

namespace Grains.Journal.Seals;

/// <summary>Seals outside the database: a line of JSON each, in a file a month, only ever appended to.</summary>
/// <remarks>
/// Who owns the database can compute every hash in it again; what lies here he must not be able to change: keep the folder
/// on a medium or machine of somebody else. The same seal may stand here twice, after a crash; that says the same.
/// </remarks>
public static class OutsideSeals
{
    private const string Pattern = "seals-*.jsonl";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly Lock Turn = new();

    /// <summary>The folder in which an installation keeps them when nothing else is said.</summary>
    public static string FolderIn(string dataFolder) => Path.Combine(dataFolder, "seals");

    /// <summary>Appends a seal; it is on the disk when this returns.</summary>
    public static void Append(string folder, Seal seal)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"seals-{seal.Day:yyyy-MM}.jsonl");
        var line = JsonSerializer.SerializeToUtf8Bytes(Line.Of(seal), Form);
        lock (Turn)
        {
            using var file = new FileStream(Path.Combine(folder, name), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            // One write a line: what several processes append at once stands one after the other. The line break comes first,
            // so that a line cut off by a crash spoils no other.
            file.Write([(byte)'\n', .. line]);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Reads the seals of a file, or of all such files in a folder, with the place of each; a line that is none has no seal.</summary>
    public static IEnumerable<(string Place, Seal? Seal)> Read(string path)
    {
        var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, Pattern).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path];
        return files.SelectMany(file => File.ReadLines(file)
            .Select((text, at) => (Place: $"{Path.GetFileName(file)}:{at + 1}", Text: text))
            .Where(line => line.Text.Length > 0)
            .Select(line => (line.Place, Parse(line.Text))));
    }

    private static Seal? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Form)?.ToSeal();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Line(int Tenant, string Jurisdiction, DateOnly Day, int Epoch, long Seq, string Chain, DateTimeOffset SealedAt,
        int? Versions = null, string? VersionsChain = null, long? Audit = null, string? AuditHash = null)
    {
        public static Line Of(Seal seal) => new(
            seal.Tenant.Value, seal.Jurisdiction, seal.Day, seal.Epoch, seal.Seq, Convert.ToHexStringLower(seal.Chain), seal.SealedAt,
            seal.Versions?.Count, seal.Versions is { } versions ? Convert.ToHexStringLower(versions.Chain) : null,
            seal.Audit?.N, seal.Audit is { } audit ? Convert.ToHexStringLower(audit.Hash) : null);

        public Seal ToSeal() => new(new TenantId(Tenant), Jurisdiction, Day, Epoch, Seq, Convert.FromHexString(Chain), SealedAt,
            Versions is { } count && VersionsChain is { } chain ? new VersionsSeal(count, Convert.FromHexString(chain)) : null)
        {
            Audit = Audit is { } n && AuditHash is { } hash ? new AuditSeal(n, Convert.FromHexString(hash)) : null,
        };
    }
}
