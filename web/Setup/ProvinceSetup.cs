using Tenancy;
using Tenancy.Accounts;
using Tenancy.Setup;
using Tenancy.Tree;

namespace Web.Setup;

/// <summary>Sets up a province for whoever holds an invitation: loads its tree, creates its first administrator.</summary>
public sealed class ProvinceSetup(Invitations invitations, TreeLoader loader, Jurisdictions jurisdictions, Administration administration, TimeProvider time)
{
    private const string DefaultZone = "Asia/Shanghai";

    /// <summary>Whether an invitation is good.</summary>
    public Task<bool> IsInvitedAsync(string? invitation, CancellationToken cancellation) =>
        string.IsNullOrEmpty(invitation) ? Task.FromResult(false) : invitations.IsGoodAsync(invitation, cancellation);

    /// <summary>Does both, and uses the invitation up.</summary>
    /// <remarks>The invitation is used before anything is done, so that two people never both hold it; who fails gets a new one.</remarks>
    public async Task<SetupOutcome> RunAsync(string invitation, TreeNode root, NewAccount administrator, CancellationToken cancellation)
    {
        if (!await invitations.UseAsync(invitation, cancellation))
            return new SetupOutcome.NotInvited();
        if (await RunAsync(root, administrator, cancellation) is { Count: > 0 } faults)
            return new SetupOutcome.Refused(faults, await invitations.CreateAsync(CancellationToken.None));
        return new SetupOutcome.Done(jurisdictions.Tree.All.Single(j => j.Key == root.Key));
    }

    private async Task<IReadOnlyList<SetupFault>> RunAsync(TreeNode root, NewAccount administrator, CancellationToken cancellation)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(root.Zone ?? DefaultZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        var load = await loader.LoadAsync(root, today, cancellation: cancellation);
        if (load.Faults.Count > 0)
            return [.. load.Faults.Select(f => new SetupFault(f.Code, f.Where, f.Message))];
        var place = jurisdictions.Tree.All.Single(j => j.Key == root.Key);
        var (_, refusal) = await administration.CreateFirstAsync(place.Id, administrator, cancellation);
        return refusal is null ? [] : [new SetupFault(refusal.Code, "administrator", refusal.Message)];
    }
}
