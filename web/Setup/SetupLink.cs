using Tenancy.Setup;
using Web.Hosting;

namespace Web.Setup;

/// <summary>Prints the address and, while nobody administers this installation, a one-time link to set it up.</summary>
internal sealed class SetupLink(SetupState state, Invitations invitations, NodeAddress address, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>The link of an invitation: in the fragment, which browsers send to nobody.</summary>
    public static string Of(string url, string invitation) => $"{url}/setup#{invitation}";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WhenStartedAsync(stoppingToken);
        await Console.Out.WriteLineAsync($"\n{address.Url}\n");
        if (!await state.IsOpenAsync(stoppingToken))
            return;
        var link = Of(address.Url, await invitations.CreateAsync(Environment.UserName, stoppingToken));
        await Console.Out.WriteLineAsync($"Load a province and create its first administrator (once, within {Invitations.Life.TotalHours:0} hours):\n\n  {link}\n");
    }
}
