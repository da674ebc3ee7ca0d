namespace Browser.Tests;

/// <summary>The platform as <c>./run --empty</c> starts it: without a province, with a one-time link to set one up.</summary>
public sealed class EmptyPlatform : RunningPlatform
{
    private const string Link = "/setup#";

    /// <summary>The one-time link, as a path of the site.</summary>
    public string Invitation { get; private set; } = "";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Options => ["--empty"];

    /// <inheritdoc/>
    protected override Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (Printed(Link) is not { } line)
            return Task.FromResult(false);
        Invitation = line[line.IndexOf(Link, StringComparison.Ordinal)..].Trim();
        return Task.FromResult(true);
    }
}
