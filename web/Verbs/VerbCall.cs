using System.Text.Encodings.Web;
using System.Text.Json;
using Tenancy;
using Tenancy.Hosting;
using Web.Hosting;

namespace Web.Verbs;

/// <summary>One call of a verb: its arguments, and where it writes.</summary>
/// <param name="Line">Options and operands, known to be well-formed.</param>
/// <param name="Configuration">Environment variables and <c>--data</c>.</param>
/// <param name="Output">The answer, as text or, with <c>--json</c>, as one JSON value.</param>
/// <param name="Errors">Progress and faults.</param>
public sealed record VerbCall(CommandLine Line, IConfiguration Configuration, TextWriter Output, TextWriter Errors)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether the answer shall be JSON.</summary>
    public bool Json => Line.Has("--json");

    /// <summary>Whether text may be coloured: somebody reads it on a terminal.</summary>
    public bool Coloured => ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>The database server of the data folder or of <c>ConnectionStrings__Platform</c>; an embedded one that does not run is started until disposed.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="isNew">Whether a platform may be made where there is none.</param>
    /// <exception cref="NoPlatformException">There is none.</exception>
    public Task<DatabaseServer> OpenServerAsync(CancellationToken cancellation, bool isNew = false)
    {
        var settings = ServerSettings.Read(Configuration);
        return isNew || DatabaseServer.IsThere(settings) ? DatabaseServer.OpenAsync(settings, cancellation) : throw new NoPlatformException(settings.DataFolder);
    }

    /// <summary>The jurisdictions that <c>--jurisdiction</c> names, all where it names none; null for one that is not known, which is said.</summary>
    public async Task<IEnumerable<Jurisdiction>?> ChosenAsync(JurisdictionTree tree)
    {
        if (Line["--jurisdiction"] is not { } key)
            return tree.All;
        if (tree.TryFind(key, out var one))
            return [one];
        await RefuseAsync($"There is no jurisdiction {key}.");
        return null;
    }

    /// <summary>Says why there is no answer: as text among the faults and, with <c>--json</c>, as the one JSON value in its place.</summary>
    public async Task RefuseAsync(params IReadOnlyList<string> sentences)
    {
        foreach (var sentence in sentences)
            await Errors.WriteLineAsync(sentence);
        if (Json)
            await Output.WriteLineAsync(JsonSerializer.Serialize(new { errors = sentences }, Form));
    }

    /// <summary>Writes the answer: <paramref name="value"/> as JSON, or else the lines.</summary>
    public async Task AnswerAsync<T>(T value, IEnumerable<string> lines)
    {
        if (Json)
        {
            await Output.WriteLineAsync(JsonSerializer.Serialize(value, Form));
            return;
        }

        foreach (var line in lines)
            await Output.WriteLineAsync(line);
    }
}
