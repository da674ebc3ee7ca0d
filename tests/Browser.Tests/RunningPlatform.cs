using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Browser.Tests;
using Web.Demo;
using Web.Hosting;
using Xunit;

[assembly: AssemblyFixture(typeof(RunningPlatform))]
[assembly: AssemblyFixture(typeof(Chromium))]

namespace Browser.Tests;

/// <summary>The platform as <c>./run</c> starts it, with the demo province, once for all tests of this assembly.</summary>
public class RunningPlatform : IAsyncLifetime
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _data = Directory.CreateTempSubdirectory("platform-browser-").FullName;
    private readonly Queue<string> _lastLogs = new();
    private Process? _process;

    /// <summary>Where it answers.</summary>
    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort()}"));

    /// <summary>Accounts and systems of the demo.</summary>
    public DemoFile Demo { get; private set; } = new("", [], []);

    /// <summary>An account of the demo with a role in a jurisdiction, or of this name.</summary>
    public DemoFile.Account Account(string jurisdiction, string role) =>
        Demo.Accounts.First(account => account.Jurisdiction == jurisdiction && (account.Role == role || account.User == role));

    /// <summary>Starts it and waits until the demo is there.</summary>
    public async ValueTask InitializeAsync()
    {
        // The embedded server drops to another user when started as root, who must be able to pass through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_data, File.GetUnixFileMode(_data) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var program = typeof(Launch).Assembly.Location;
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, "--port", $"{Address.Port}", "--data", _data, .. Options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Platform__Demo"] = "true" },
        })!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(patience.Token))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The platform ended with {_process.ExitCode}:\n{Logs()}");
            await Task.Delay(250, patience.Token);
        }
    }

    /// <summary>Further options to start it with.</summary>
    protected virtual IReadOnlyList<string> Options => [];

    /// <summary>Whether tests may begin: here, whether the demo is there.</summary>
    protected virtual async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (await DemoFile.ReadAsync(_data, cancellation) is not { } demo)
            return false;
        Demo = demo;
        return true;
    }

    /// <summary>The last line it printed with a text in it; null = none yet.</summary>
    protected string? Printed(string text)
    {
        lock (_lastLogs)
            return _lastLogs.LastOrDefault(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>Ends it and removes what it wrote.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _ = Kill(_process.Id, Terminate);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lastLogs)
        {
            _lastLogs.Enqueue(line);
            if (_lastLogs.Count > 50)
                _lastLogs.Dequeue();
        }
    }

    private string Logs()
    {
        lock (_lastLogs)
            return string.Join('\n', _lastLogs);
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
