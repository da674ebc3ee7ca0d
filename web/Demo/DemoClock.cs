using System.Text.Json;

namespace Web.Demo;

/// <summary>Where the demo's traffic stands, kept in the data folder, so that a node that starts again goes on with the same cases.</summary>
/// <param name="Build">The build that made the traffic: another one would make another.</param>
/// <param name="Start">When the traffic began, by its own clock.</param>
/// <param name="Done">How long it has run and been delivered.</param>
/// <param name="Sending">How long it will have run when what is under way is delivered.</param>
/// <param name="Shift">How far its clock lies behind ours, from the times when nobody played it.</param>
internal sealed record DemoClock(Guid Build, DateTimeOffset Start, TimeSpan Done, TimeSpan Sending, TimeSpan Shift)
{
    private const string Name = "demo-clock.json";

    /// <summary>A longer run is not gone through again to find its place: the demo begins anew.</summary>
    private static readonly TimeSpan LongestToGoThrough = TimeSpan.FromDays(3);

    private static readonly Guid ThisBuild = typeof(DemoClock).Module.ModuleVersionId;

    /// <summary>The traffic's own time when what is under way is delivered.</summary>
    public DateTimeOffset Until => Start + Sending;

    /// <summary>A clock for traffic that begins.</summary>
    public static DemoClock Begin(DateTimeOffset now) => new(ThisBuild, now, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>The clock of an earlier run that can be gone on with; null when there is none.</summary>
    public static async Task<DemoClock?> ReadAsync(string dataFolder, CancellationToken cancellation)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path))
            return null;
        var clock = JsonSerializer.Deserialize<DemoClock>(await File.ReadAllTextAsync(path, cancellation))!;
        return clock.Build == ThisBuild && clock.Sending < LongestToGoThrough ? clock : null;
    }

    /// <summary>Keeps it, whole or not at all.</summary>
    public async Task<DemoClock> WriteAsync(string dataFolder, CancellationToken cancellation)
    {
        var path = Path.Combine(dataFolder, Name);
        await File.WriteAllTextAsync(path + ".new", JsonSerializer.Serialize(this), cancellation);
        File.Move(path + ".new", path, overwrite: true);
        return this;
    }

    /// <summary>The clock while what has come up to now is sent.</summary>
    public DemoClock Send(DateTimeOffset now) => this with { Sending = now - Shift - Start };

    /// <summary>The clock when that is delivered.</summary>
    public DemoClock Deliver() => this with { Done = Sending };

    /// <summary>The clock after a time in which nobody played.</summary>
    public DemoClock GoOn(DateTimeOffset now) => this with { Shift = now - Until };
}
