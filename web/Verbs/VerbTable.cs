using Npgsql;
using Tenancy.Embedded;
using Tenancy.Hosting;
using Web.Hosting;

namespace Web.Verbs;

/// <summary>The verbs of the command line. A new one is a file of its own and a line here.</summary>
public static class VerbTable
{
    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>Every verb, in the order of the help text.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        MigrateVerb.Verb,
        DoctorVerb.Verb,
        InviteVerb.Verb,
        ImportVerb.Verb,
        VerifyVerb.Verb,
        SealVerb.Verb,
        RecountVerb.Verb,
    ];

    /// <summary>Runs the verb that the first argument names and returns its exit code; null when it names none.</summary>
    public static async Task<int?> TryRunAsync(string[] arguments, TextWriter output, TextWriter errors, CancellationToken cancellation = default) =>
        arguments.Length > 0 && All.FirstOrDefault(v => v.Name == arguments[0]) is { } verb
            ? await RunAsync(verb, arguments[1..], output, errors, cancellation)
            : null;

    private static async Task<int> RunAsync(Verb verb, string[] arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var line = CommandLine.Read(verb.AllOptions, arguments);
        var call = new VerbCall(line, ConfigurationOf(line), output, errors);
        if (line.Has("--help"))
        {
            await output.WriteLineAsync(verb.Help);
            return 0;
        }
        if ((line.Fault ?? Surplus(verb, line)) is { } fault)
        {
            await call.RefuseAsync(fault);
            await errors.WriteLineAsync($"\n{verb.Help}");
            return Misused;
        }
        try
        {
            return await verb.RunAsync(call, cancellation);
        }
        catch (Exception e) when (e is NoPlatformException or EmbeddedServerException or ServerSettingsException or NpgsqlException)
        {
            await call.RefuseAsync(e.Message);
            return e is NoPlatformException ? Misused : Failed;
        }
    }

    /// <summary>Who names a jurisdiction without its option must not have all of them done.</summary>
    private static string? Surplus(Verb verb, CommandLine line) =>
        verb.Operands.Length == 0 && line.Operands.Count > 0 ? $"There is nothing to do with {line.Operands[0]}." : null;

    private static IConfigurationRoot ConfigurationOf(CommandLine line)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables();
        if (line["--data"] is { } folder)
            configuration.AddInMemoryCollection([new("Platform:Data", folder)]);
        return configuration.Build();
    }
}
