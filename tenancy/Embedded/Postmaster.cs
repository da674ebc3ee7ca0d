using System.Globalization;
using System.Text;

namespace Tenancy.Embedded;

/// <summary>The running server of a cluster, as its <c>postmaster.pid</c> file and the process table tell.</summary>
/// <param name="ProcessId">Process id of the server's parent process.</param>
/// <param name="Port">The port it was started with.</param>
/// <param name="IsReady">Whether it accepts connections (it does not while it recovers or stops).</param>
internal sealed record Postmaster(int ProcessId, int Port, bool IsReady)
{
    /// <summary>The server that runs on the cluster in <paramref name="data"/>, or null.</summary>
    /// <remarks>A process id may have been given to another program since; only a process started on this very folder counts.</remarks>
    public static Postmaster? Find(string data)
    {
        if (Lines(data) is not { } lines || ProcessIdOf(lines) is not { } id || !RunsOn(id, data))
            return null;
        var port = lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var p) ? p : 0;
        return new Postmaster(id, port, lines.Length > 7 && string.Equals(lines[7].Trim(), "ready", StringComparison.Ordinal));
    }

    /// <summary>Deletes a <c>postmaster.pid</c> whose process id now belongs to some other program: the server itself would take that program for its predecessor.</summary>
    public static void ForgetStranger(string data)
    {
        if (Lines(data) is { } lines && ProcessIdOf(lines) is { } id && Directory.Exists($"/proc/{id}") && !RunsOn(id, data))
            File.Delete(FileOf(data));
    }

    private static string FileOf(string data) => Path.Combine(data, "postmaster.pid");

    private static string[]? Lines(string data)
    {
        try
        {
            return File.ReadAllLines(FileOf(data));
        }
        catch (IOException)
        {
            return null; // no server has left a trace, or it is deleting the file right now
        }
    }

    private static int? ProcessIdOf(string[] lines) =>
        lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) ? id : null;

    private static bool RunsOn(int id, string data)
    {
        try
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline")).Split('\0');
            return arguments[0].EndsWith("postgres", StringComparison.Ordinal) && arguments.Contains(data, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
