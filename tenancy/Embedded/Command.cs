using System.Diagnostics;

namespace Tenancy.Embedded;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Zero when it succeeded.</param>
/// <param name="Output">What it wrote, errors after the rest.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>Whether it ended with zero.</summary>
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs another program to its end.</summary>
internal static class Command
{
    /// <summary>Runs it and gives its output.</summary>
    /// <exception cref="EmbeddedServerException">It ended with another code than zero.</exception>
    public static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var result = await TryAsync(program, arguments, cancellation);
        return result.Succeeded
            ? result.Output
            : throw new EmbeddedServerException($"{program} ended with {result.ExitCode}: {result.Output.Trim()}");
    }

    /// <summary>Runs it and gives its exit code and output.</summary>
    public static async Task<CommandResult> TryAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        // libpq's and the server's own variables of whoever started us must not reach the server.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal) || k.StartsWith("LC_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LANG"] = "C.UTF-8";
        using var process = Process.Start(start) ?? throw new EmbeddedServerException($"{program} could not be started.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new CommandResult(process.ExitCode, await output + await errors);
    }
}
