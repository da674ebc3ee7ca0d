using System.Diagnostics;
using System.Globalization;

namespace Bench.Measuring;

/// <summary>CPU time of this process, with the web node it drives if there is one, and of a PostgreSQL server's processes, in microseconds.</summary>
/// <remarks>Of the server, the processes that live at both ends are counted: pools are warm before a measurement begins.</remarks>
internal sealed class CpuMeter(int postmaster, int? node = null)
{
    private static readonly double MicrosecondsPerTick = 1_000_000.0 / 100;

    public (double Client, double Server) Read()
    {
        using var self = Process.GetCurrentProcess();
        using var driven = node is { } id ? Process.GetProcessById(id) : null;
        return (self.TotalProcessorTime.TotalMicroseconds + (driven?.TotalProcessorTime.TotalMicroseconds ?? 0), Server());
    }

    private double Server()
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid))
                continue;
            try
            {
                // The command in parentheses may hold spaces: fields are counted from behind it.
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (pid == postmaster || fields[1] == postmaster.ToString(CultureInfo.InvariantCulture))
                    ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The process has ended meanwhile.
            }
        }

        return ticks * MicrosecondsPerTick;
    }
}
