namespace Web.Hosting;

/// <summary>An option that a command takes.</summary>
/// <param name="Name">As it is typed, with its dashes.</param>
/// <param name="Value">What stands after it, for the help text; null for a switch.</param>
/// <param name="Meaning">One line for the help text.</param>
public sealed record CommandOption(string Name, string? Value, string Meaning);

/// <summary>The arguments of one command, taken apart.</summary>
/// <param name="Options">Values by option name; a switch has an empty value. The last one counts where one is repeated.</param>
/// <param name="Operands">What is not an option, in order.</param>
/// <param name="Fault">What is wrong with the arguments, or null.</param>
public sealed record CommandLine(IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> Operands, string? Fault)
{
    /// <summary>The value of an option, or null when it was not given.</summary>
    public string? this[string option] => Options.GetValueOrDefault(option);

    /// <summary>Whether an option or switch was given.</summary>
    public bool Has(string option) => Options.ContainsKey(option);

    /// <summary>Takes arguments apart: <c>--name value</c>, <c>--name=value</c>, <c>--switch</c>, operands; after <c>--</c> only operands.</summary>
    public static CommandLine Read(IReadOnlyList<CommandOption> known, IReadOnlyList<string> arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var operands = new List<string>();
        string? fault = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                operands.AddRange(arguments.Skip(i + 1));
                break;
            }
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                operands.Add(argument);
                continue;
            }
            var name = argument.Split('=', 2)[0];
            // What follows a fault is read on, for the sake of the form in which it is to be told.
            if (known.FirstOrDefault(o => o.Name == name) is not { } option)
                fault ??= $"There is no option {name}.";
            else if (option.Value is null)
                options[name] = "";
            else if (argument.Length > name.Length)
                options[name] = argument[(name.Length + 1)..];
            else if (i + 1 < arguments.Count)
                options[name] = arguments[++i];
            else
                fault ??= $"{name} needs a value: {option.Value}.";
        }

        return new CommandLine(options, operands, fault);
    }

    /// <summary>The lines of a help text for options.</summary>
    public static IEnumerable<string> Describe(IEnumerable<CommandOption> options) =>
        options.Select(o => $"  {$"{o.Name} {o.Value}".TrimEnd(),-26} {o.Meaning}");
}
