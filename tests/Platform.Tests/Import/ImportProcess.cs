using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Platform.Tests.Server;
using Web.Hosting;

namespace Platform.Tests.Import;

/// <summary><c>./run import --json</c> as a process of its own.</summary>
internal sealed class ImportProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private ImportProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasEnded => _process.HasExited;

    public static ImportProcess Start(TestPlatform platform, string jurisdiction, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Launch).Assembly.Location, "import", "--jurisdiction", jurisdiction, "--json", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Platform"] = new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString;
        start.Environment["Platform__DataDatabases"] = $"{platform.First},{platform.Second}";
        start.Environment["PLATFORM_KEY"] = Convert.ToBase64String(PostgresServer.Master);
        return new ImportProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the end; the exit code, the answer (none when it failed before), and what it said meanwhile.</summary>
    public async Task<(int Exit, JsonElement? Answer, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync();
        var output = await _output;
        return (_process.ExitCode, output.Length == 0 ? null : JsonDocument.Parse(output).RootElement, await _errors);
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
            await KillAsync();
        _process.Dispose();
    }
}
