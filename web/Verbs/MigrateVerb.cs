namespace Web.Verbs;

/// <summary><c>./run migrate</c>: brings the databases to the schema of this build.</summary>
internal static class MigrateVerb
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("migrate", "", "Creates roles and databases where they are missing and applies this build's migrations.", [], RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        await using var server = await call.OpenServerAsync(cancellation);
        var applied = await server.MigrateAsync(cancellation);
        await call.AnswerAsync(new { applied }, applied.Count == 0 ? ["Everything is applied already."] : applied.Select(a => $"applied {a}"));
        return 0;
    }
}
