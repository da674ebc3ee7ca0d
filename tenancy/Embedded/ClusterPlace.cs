using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace Tenancy.Embedded;

/// <summary>Where a data folder's cluster is and on which port it listens; remembered in the data folder's <c>postgres.json</c>.</summary>
/// <param name="Folder">The cluster's folder, which the server's user owns.</param>
/// <param name="Port">The loopback port; zero before the first start.</param>
internal sealed record ClusterPlace(string Folder, int Port)
{
    // Below the range from which the system takes ports of outgoing connections, so that none sits on ours after a restart.
    private const int FirstPort = 15432;
    private const int LastPort = 29999;

    /// <summary>The remembered place, or a new one: below the data folder, or, when the server's user cannot get there, below <c>/var/lib</c>.</summary>
    public static async Task<ClusterPlace> ForAsync(string root, CancellationToken cancellation)
    {
        if (IsKnown(root))
            return JsonSerializer.Deserialize<ClusterPlace>(await File.ReadAllTextAsync(FileOf(root), cancellation))
                ?? throw new EmbeddedServerException($"{FileOf(root)} is empty.");
        var below = Path.Combine(root, "postgres");
        var user = await ServerUser.ForAsync(below, cancellation);
        await user.CreateFolderAsync(below, cancellation);
        LetThrough(root, user);
        var reachable = await user.TryAsync("test", ["-w", below], cancellation);
        var place = new ClusterPlace(reachable.Succeeded ? below : $"/var/lib/platform-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", 0);
        place.Save(root);
        return place;
    }

    /// <summary>Whether a data folder has a cluster.</summary>
    public static bool IsKnown(string root) => File.Exists(FileOf(root));

    // The data folder is ours, and its secrets are closed to others one by one; what stands above it is not ours to open.
    private static void LetThrough(string root, ServerUser user)
    {
        if (user.Ids is not null)
            File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.OtherExecute);
    }

    /// <summary>This place with its port, or with another one when that is taken.</summary>
    public ClusterPlace WithFreePort()
    {
        var port = Port;
        while (port == 0 || !IsFree(port))
            port = RandomNumberGenerator.GetInt32(FirstPort, LastPort);
        return this with { Port = port };
    }

    /// <summary>Remembers this place.</summary>
    public void Save(string root)
    {
        var partial = FileOf(root) + ".partial";
        File.WriteAllText(partial, JsonSerializer.Serialize(this));
        File.Move(partial, FileOf(root), overwrite: true);
    }

    private static string FileOf(string root) => Path.Combine(root, "postgres.json");

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
