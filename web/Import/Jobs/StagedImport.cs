using System.Globalization;
using System.Text.Json;
using Tenancy;

namespace Web.Import.Jobs;

/// <summary>An uploaded log waiting on this node's disk, with all that is needed to go on with it after a restart.</summary>
/// <param name="Tenant">Whose history it is.</param>
/// <param name="Job">The import.</param>
/// <param name="FileName">What the file is called.</param>
/// <param name="Actor">Who uploaded it, by sign-in name.</param>
/// <param name="Profile">Name of a shipped profile, or null when the upload brought its own.</param>
/// <param name="Department">Instead of the profile's department; null keeps it.</param>
/// <param name="Item">Instead of the profile's item; null keeps it.</param>
internal sealed record StagedImport(
    int Tenant, Guid Job, string FileName, string Actor, string? Profile, string? Department, string? Item)
{
    private const string Note = "import.json";
    private const string Log = "log";
    private const string OwnProfile = "profile.json";

    /// <summary>How long an upload may take to be written.</summary>
    internal static TimeSpan Patience { get; } = TimeSpan.FromHours(1);

    /// <summary>The tenant.</summary>
    public TenantId TenantId => new(Tenant);

    /// <summary>Where its files are.</summary>
    public string FolderIn(string stage) => FolderIn(stage, TenantId, Job);

    /// <summary>The log on disk.</summary>
    public LogFile LogIn(string stage) => new(Path.Combine(FolderIn(stage), Log), FileName);

    /// <summary>The name or path of the profile.</summary>
    public string ProfileIn(string stage) => Profile ?? Path.Combine(FolderIn(stage), OwnProfile);

    /// <summary>Puts the upload on disk; the note is written last, so that a half-written upload is no import.</summary>
    public async Task WriteAsync(string stage, Stream log, Stream? profile, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(FolderIn(stage)).FullName;
        await using (var file = File.Create(Path.Combine(folder, Log)))
            await log.CopyToAsync(file, cancellation);
        if (profile is not null)
        {
            await using var file = File.Create(Path.Combine(folder, OwnProfile));
            await profile.CopyToAsync(file, cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, Note), JsonSerializer.Serialize(this), cancellation);
    }

    /// <summary>Takes the upload off the disk; false when it was not there any more.</summary>
    public bool Remove(string stage) => RemoveFolder(FolderIn(stage));

    /// <summary>Takes an upload that nobody makes off the disk, if it stands here whole; one that is just being written ends by itself.</summary>
    public static void RemoveWhole(string stage, TenantId tenant, Guid job)
    {
        var folder = FolderIn(stage, tenant, job);
        if (File.Exists(Path.Combine(folder, Note)))
            RemoveFolder(folder);
    }

    private static string FolderIn(string stage, TenantId tenant, Guid job) =>
        Path.Combine(stage, string.Create(CultureInfo.InvariantCulture, $"{tenant.Value}-{job:N}"));

    private static bool RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The uploads that an earlier run of this node left behind.</summary>
    /// <remarks>Half an upload is taken off the disk when it is <see cref="Patience"/> old: before, another node may just be writing it.</remarks>
    /// <param name="stage">Where uploads wait.</param>
    /// <param name="now">The clock of this machine, by which its files are dated.</param>
    public static IEnumerable<StagedImport> LeftIn(string stage, DateTimeOffset now)
    {
        if (!Directory.Exists(stage))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories(stage).Order(StringComparer.Ordinal))
        {
            var note = Path.Combine(folder, Note);
            if (File.Exists(note) && Read(note) is { } staged)
                yield return staged;
            else if (Directory.GetLastWriteTimeUtc(folder) < now.UtcDateTime - Patience)
                Delete(folder);
        }
    }

    // Another node on the same disk may be quicker.
    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    // A note that a crash cut short is none, nor one that another node has just taken away.
    private static StagedImport? Read(string note)
    {
        try
        {
            return JsonSerializer.Deserialize<StagedImport>(File.ReadAllText(note));
        }
        catch (Exception gone) when (gone is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
