using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Web.Hosting;
using SiloModule = global::Silo.SiloModule;

namespace Platform.Tests.Hosting;

/// <summary>The web program as a process of its own, on a free port.</summary>
public sealed class Node : IAsyncDisposable
{
    private static readonly string Web = typeof(Launch).Assembly.Location;
    private static readonly string Silo = typeof(SiloModule).Assembly.Location;
    private const int Terminate = 15;
    private readonly Process _process;
    private readonly List<string> _logs = [];
    private readonly List<string> _output = [];

    private Node(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        process.ErrorDataReceived += (_, line) => Keep(line.Data, _logs);
        process.OutputDataReceived += (_, line) => Keep(line.Data, _output);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public HttpClient Client { get; }

    /// <summary>What it wrote on standard error.</summary>
    public IReadOnlyList<string> Logs => Kept(_logs);

    /// <summary>What it wrote on standard output.</summary>
    public IReadOnlyList<string> Output => Kept(_output);

    public static Task<Node> StartAsync(string data, IReadOnlyDictionary<string, string>? environment = null, bool demo = false)
    {
        var port = FreePort();
        return StartAsync(
            port, [Web, "--port", $"{port}", "--data", data, .. demo ? [] : new[] { "--empty" }],
            new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["Platform__Demo"] = demo ? "true" : "false" });
    }

    /// <summary>Starts a silo of its own beside a web node.</summary>
    public static Task<Node> StartSiloAsync(string data)
    {
        var port = FreePort();
        return StartAsync(port, [Silo], new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://localhost:{port}", ["Platform__Data"] = data });
    }

    /// <summary>Runs the web program to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Web, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private static async Task<Node> StartAsync(int port, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var node = new Node(Process.Start(start)!, new Uri($"http://localhost:{port}"));
        await node.UntilReadyAsync();
        return node;
    }

    /// <summary>Waits for a line of standard output.</summary>
    public async Task<string> UntilPrintedAsync(string part)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (Output.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                return found;
            await Task.Delay(100, patience.Token);
        }
    }

    public async Task UntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
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

    private static void Keep(string? line, List<string> lines)
    {
        lock (lines)
        {
            if (line is not null)
                lines.Add(line);
        }
    }

    private static List<string> Kept(List<string> lines)
    {
        lock (lines)
            return [.. lines];
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
