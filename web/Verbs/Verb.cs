using Web.Hosting;

namespace Web.Verbs;

/// <summary>A command of the command line: <c>./run NAME …</c>.</summary>
/// <param name="Name">The word that calls it.</param>
/// <param name="Operands">What it takes besides options, for the help text; empty for nothing.</param>
/// <param name="Summary">One line for the help text.</param>
/// <param name="Options">Its own options; <c>--data</c>, <c>--json</c> and <c>--help</c> come with every verb.</param>
/// <param name="RunAsync">Does the work; returns the exit code, zero only on success.</param>
public sealed record Verb(
    string Name, string Operands, string Summary, IReadOnlyList<CommandOption> Options, Func<VerbCall, CancellationToken, Task<int>> RunAsync)
{
    /// <summary>Its own options and those of every verb.</summary>
    public IReadOnlyList<CommandOption> AllOptions { get; } =
    [
        .. Options,
        new("--data", "DIR", "data folder (.data)"),
        new("--json", Value: null, "answer as JSON on standard output"),
        new("--help", Value: null, "this text"),
    ];

    /// <summary>The help text.</summary>
    public string Help => string.Join('\n',
        [$"{Summary}", "", $"./run {Name} [options] {Operands}".TrimEnd(), "", .. CommandLine.Describe(AllOptions)]);
}
