using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Web.Hosting;

namespace Bench.Bed;

/// <summary>The web program with its embedded silo, as a process of its own on a free port.</summary>
internal sealed class WebNode : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;

    private WebNode(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        // Whoever redirects must read, or the node would wait for room in the pipe.
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public HttpClient Client { get; }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Resident memory in MiB, as the kernel counts it.</summary>
    public double ResidentMemory => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>Starts it on a data folder; with a connection string on that server, else on an embedded one of its own.</summary>
    public static async Task<WebNode> StartAsync(string folder, string? connection, bool demo)
    {
        var port = FreePort();
        string[] only = demo ? [] : ["--empty"];
        var start = new ProcessStartInfo("dotnet", [typeof(Launch).Assembly.Location, "--port", $"{port}", "--data", folder, .. only])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Platform__Demo"] = demo ? "true" : "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (connection is not null)
            start.Environment["ConnectionStrings__Platform"] = connection;
        var node = new WebNode(Process.Start(start)!, new Uri($"http://localhost:{port}"));
        await node.UntilReadyAsync();
        return node;
    }

    /// <summary>Asks it to end in order, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, Terminate);
        await _process.WaitForExitAsync();
        Client.Dispose();
        _process.Dispose();
    }

    private async Task UntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await IsReadyAsync())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The node ended with {_process.ExitCode}.");
            await Task.Delay(100, patience.Token);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
