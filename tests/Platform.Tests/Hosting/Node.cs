using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Web.Hosting;

namespace Platform.Tests.Hosting;

/// <summary>The web program as a process of its own, on a free port.</summary>
public sealed class Node : IAsyncDisposable
{
    private static readonly string Program = typeof(Launch).Assembly.Location;
    private const int Terminate = 15;
    private readonly Process _process;
    private readonly List<string> _logs = [];

    private Node(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                lock (_logs)
                    _logs.Add(text);
        };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public HttpClient Client { get; }

    public IReadOnlyList<string> Logs
    {
        get
        {
            lock (_logs)
                return [.. _logs];
        }
    }

    public static async Task<Node> StartAsync(string data, IReadOnlyDictionary<string, string>? environment = null)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Program, "--port", $"{port}", "--data", data, "--empty"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var node = new Node(Process.Start(start)!, new Uri($"http://localhost:{port}"));
        await node.UntilReadyAsync();
        return node;
    }

    public async Task UntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await IsReadyAsync())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The node ended with {_process.ExitCode}: {string.Join('\n', Logs)}");
            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>Asks it to end as Ctrl-C and an orchestrator do; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _ = Kill(_process.Id, Terminate);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await StopAsync();
        Client.Dispose();
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
