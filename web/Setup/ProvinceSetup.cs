using System.Text.Json;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Setup;
using Tenancy.Tree;

namespace Web.Setup;

/// <summary>Sets up a province for whoever holds an invitation: loads its tree, creates its first administrator.</summary>
public sealed class ProvinceSetup(
    Invitations invitations, TreeLoader loader, Jurisdictions jurisdictions, Administration administration, AuditLog audit, TimeProvider time)
{
    /// <summary>What the audit log calls the making of a link to set a province up.</summary>
    internal const string LinkAct = "setup-link-made";

    private const string DefaultZone = "Asia/Shanghai";

    /// <summary>Whether an invitation is good.</summary>
    public Task<bool> IsInvitedAsync(string? invitation, CancellationToken cancellation) =>
        string.IsNullOrEmpty(invitation) ? Task.FromResult(false) : invitations.IsGoodAsync(invitation, cancellation);

    /// <summary>Does both, and uses the invitation up.</summary>
    /// <remarks>
    /// The invitation is used before anything is done, so that two people never both hold it; who fails then gets a new one. What can be
    /// judged before leaves it as it is.
    /// </remarks>
    public async Task<SetupOutcome> RunAsync(string invitation, TreeNode root, NewAccount administrator, CancellationToken cancellation)
    {
        if (await administration.JudgeAsync(administrator) is { } refusal)
            return new SetupOutcome.Refused([FaultOf(refusal)], invitation);
        if (await invitations.UseAsync(invitation, cancellation) is not { } used)
            return new SetupOutcome.NotInvited();
        if (await RunAsync(root, administrator, cancellation) is { Count: > 0 } faults)
            return new SetupOutcome.Refused(faults, await invitations.CreateAsync(used.MadeBy, CancellationToken.None));
        var place = jurisdictions.Tree.All.Single(j => j.Key == root.Key);
        // There was no log that could have told of the link when it was made.
        if (used.MadeBy is { } login)
            await audit.AppendOperatorsAsync(place.Id, login, LinkAct, place.Key, JsonSerializer.Serialize(new { madeAt = used.MadeAt }), CancellationToken.None);
        return new SetupOutcome.Done(place);
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
        return refusal is null ? [] : [FaultOf(refusal)];
    }

    private static SetupFault FaultOf(AccountRefusal refusal) => new(refusal.Code, "administrator", refusal.Message);
}
