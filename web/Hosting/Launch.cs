using System.Globalization;

namespace Web.Hosting;

/// <summary>How the web program was started: <c>./run [--port 8080] [--data DIR] [--empty]</c>.</summary>
/// <param name="Port">The loopback port to serve; null when the host's own configuration (<c>ASPNETCORE_URLS</c>) says.</param>
/// <param name="Empty">Whether to start without the demo province.</param>
/// <param name="Help">Whether only the help text is wanted.</param>
/// <param name="HostArguments">Configuration for the host, <c>--key=value</c>.</param>
public sealed record Launch(int? Port, bool Empty, bool Help, string[] HostArguments)
{
    /// <summary>The port when neither an option nor configuration names one.</summary>
    public const int DefaultPort = 8080;

    /// <summary>The options, for the help text.</summary>
    public static IReadOnlyList<CommandOption> Options { get; } =
    [
        new("--port", "PORT", $"port on this machine's loopback address ({DefaultPort})"),
        new("--data", "DIR", "data folder (.data)"),
        new("--empty", Value: null, "no demo province: print a one-time link to create the first administrator"),
        new("--help", Value: null, "this text"),
    ];

    /// <summary>The addresses to serve, separated by semicolons.</summary>
    public string UrlsOf(IConfiguration configuration) =>
        Port is null && configuration["urls"] is { Length: > 0 } configured ? configured : $"http://localhost:{Port ?? DefaultPort}";

    /// <summary>Reads the arguments; a fault is what is wrong with them.</summary>
    /// <remarks><c>--key=value</c> pairs that are no option of ours are configuration and go to the host as they are.</remarks>
    public static (Launch? Launch, string? Fault) Read(IReadOnlyList<string> arguments)
    {
        var ours = arguments.Where(a => !IsConfiguration(a)).ToArray();
        var line = CommandLine.Read(Options, ours);
        if ((line.Fault ?? line.Operands.Select(o => $"There is no command {o}.").FirstOrDefault()) is { } fault)
            return (null, fault);
        int? port = null;
        if (line["--port"] is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > ushort.MaxValue)
                return (null, $"{text} is not a port.");
            port = number;
        }
        string[] data = line["--data"] is { } folder ? [$"--Platform:Data={folder}"] : [];
        return (new Launch(port, line.Has("--empty"), line.Has("--help"), [.. arguments.Where(IsConfiguration), .. data]), null);
    }

    private static bool IsConfiguration(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal)
        && argument.Contains('=', StringComparison.Ordinal)
        && Options.All(o => o.Name != argument.Split('=', 2)[0]);
}
