namespace Tenancy.Permissions;

/// <summary>Where a caller may do what it may do: pure predicates, false unless a role says otherwise.</summary>
/// <remarks>They decide what is offered and answered; that a row of another tenant cannot be read is the database's doing.</remarks>
public static class Rights
{
    /// <summary>Whether the caller may do this to rows of a jurisdiction and department (null: to all departments at once).</summary>
    /// <remarks>Rows belong to the own tenant only, however high the caller stands.</remarks>
    public static bool Can(this Caller caller, Permission permission, TenantId tenant, string? department = null) =>
        caller.Tenant == tenant
        && caller.HoldingsWith(permission).Any(h => h.Over == tenant && (h.Department is null || string.Equals(h.Department, department, StringComparison.Ordinal)));

    /// <summary>Whether the caller may do what reaches downward (figures, accounts, the tree) at a jurisdiction.</summary>
    public static bool CanBelow(this Caller caller, Permission permission, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.HoldingsWith(permission).Any(h => h.Department is null && tree.IsWithin(jurisdiction, h.Over));

    /// <summary>Whether the caller may do this at home: in its own jurisdiction as a whole, or in a department of it.</summary>
    /// <remarks>Where a department is known, <see cref="Can"/> is the question to ask.</remarks>
    public static bool CanAtHome(this Caller caller, Permission permission) =>
        caller.HoldingsWith(permission).Any(h => h.Over == caller.Tenant);

    /// <summary>The jurisdiction in which the caller does this: the own one where it may, else the first below for which it holds a role that permits it.</summary>
    public static TenantId? PlaceOf(this Caller caller, Permission permission) =>
        caller.CanAtHome(permission) ? caller.Tenant : caller.HoldingsWith(permission).FirstOrDefault(h => h.Department is null)?.Over;

    /// <summary>Codes of the departments in whose rows of the own tenant the caller may do this; null for all, empty for none.</summary>
    public static IReadOnlyList<string>? DepartmentsFor(this Caller caller, Permission permission)
    {
        var departments = caller.HoldingsWith(permission).Where(h => h.Over == caller.Tenant).Select(h => h.Department).ToArray();
        return departments.Contains(null) ? null : [.. departments.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether the caller may see the figures of a jurisdiction: the own one and those below it.</summary>
    /// <remarks>Who holds the role for one department sees the own jurisdiction's figures, no others.</remarks>
    public static bool CanViewTotals(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.CanBelow(Permission.ViewTotals, jurisdiction, tree)
        || (caller.Tenant == jurisdiction && caller.CanAtHome(Permission.ViewTotals));

    /// <summary>The jurisdictions, of the own one and those below it, whose figures the caller may see with everything below them; none stands within another.</summary>
    /// <remarks>The own one is among them, too, where the caller sees departments of it alone (<see cref="DepartmentsInTotals"/>).</remarks>
    public static IReadOnlyList<TenantId> PlacesOfTotals(this Caller caller, JurisdictionTree tree)
    {
        if (caller.CanBelow(Permission.ViewTotals, caller.Tenant, tree))
            return [caller.Tenant];
        var below = caller.HoldingsWith(Permission.ViewTotals).Where(h => h.Department is null && tree.IsWithin(h.Over, caller.Tenant)).Select(h => h.Over).Distinct().ToList();
        below.RemoveAll(place => below.Exists(other => other != place && tree.IsWithin(place, other)));
        return caller.CanAtHome(Permission.ViewTotals) ? [caller.Tenant, .. below] : below;
    }

    /// <summary>Codes of the departments whose own figures and escalations the caller may see beside a jurisdiction's totals; null for all.</summary>
    /// <remarks>A department's system sees no more than the department's head.</remarks>
    public static IReadOnlyList<string>? DepartmentsInTotals(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.CanBelow(Permission.ViewTotals, jurisdiction, tree) ? null : caller.DepartmentsFor(Permission.ViewTotals);

    /// <summary>Whether the caller may see cases of a department (null: of every department at once).</summary>
    public static bool CanViewCases(this Caller caller, TenantId tenant, string? department = null) =>
        caller.Can(Permission.ViewCases, tenant, department);

    /// <summary>Whether the caller may send facts on behalf of a department.</summary>
    public static bool CanSubmitFacts(this Caller caller, TenantId tenant, string department) =>
        caller.Can(Permission.SubmitFacts, tenant, department);

    /// <summary>Whether the caller may handle cases of a department on the platform's forms.</summary>
    public static bool CanHandleCases(this Caller caller, TenantId tenant, string department) =>
        caller.Can(Permission.HandleCases, tenant, department);

    /// <summary>Whether the caller may type in what a department's own system handled.</summary>
    public static bool CanEnterSecond(this Caller caller, TenantId tenant, string department) =>
        caller.Can(Permission.EnterSecond, tenant, department);

    /// <summary>Whether the caller may see what the data interface refused of a department.</summary>
    public static bool CanViewQuarantine(this Caller caller, TenantId tenant, string? department = null) =>
        caller.Can(Permission.ViewQuarantine, tenant, department);

    /// <summary>Whether the caller may see the rules of a jurisdiction: those for which it holds the role, those that they are inherited from, and those below.</summary>
    /// <remarks>Who holds the role for one department sees what he is judged by, no rules below.</remarks>
    public static bool CanViewRulebook(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.CanBelow(Permission.ViewRulebook, jurisdiction, tree)
        || caller.HoldingsWith(Permission.ViewRulebook).Any(h => tree.IsWithin(h.Over, jurisdiction));

    /// <summary>Whether the caller may publish or propose rules of a jurisdiction: the own one alone.</summary>
    public static bool CanEditRulebook(this Caller caller, TenantId jurisdiction) => caller.Can(Permission.EditRulebook, jurisdiction);

    /// <summary>Whether the caller may approve or refuse what a jurisdiction proposes: those of the bureau directly above it.</summary>
    public static bool CanDecideRulebook(this Caller caller, Jurisdiction jurisdiction) =>
        jurisdiction.Parent is { } parent && caller.Can(Permission.EditRulebook, parent);

    /// <summary>Whether the caller may take back what has no effect yet: who may make it, or approve it.</summary>
    public static bool CanWithdrawRulebook(this Caller caller, Jurisdiction jurisdiction) =>
        caller.CanEditRulebook(jurisdiction.Id) || caller.CanDecideRulebook(jurisdiction);

    /// <summary>Whether the caller may see what a jurisdiction proposed and does not hold: its own bureau and those above, nobody below.</summary>
    public static bool CanViewProposals(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.CanBelow(Permission.ViewRulebook, jurisdiction, tree);

    /// <summary>Whether the caller may see a jurisdiction in the tree: the own one, its ancestors, and what is below it.</summary>
    public static bool CanSeeJurisdiction(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        tree.IsWithin(jurisdiction, caller.Tenant) || tree.IsWithin(caller.Tenant, jurisdiction);

    /// <summary>Whether the caller may load or change the tree from a jurisdiction downward.</summary>
    public static bool CanManageTree(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.CanBelow(Permission.ManageTree, jurisdiction, tree);

    /// <summary>Whether the caller may create and suspend accounts of a jurisdiction.</summary>
    public static bool CanManageAccounts(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.CanBelow(Permission.ManageAccounts, jurisdiction, tree);

    /// <summary>Whether the caller may register machine clients of a jurisdiction.</summary>
    public static bool CanManageMachines(this Caller caller, TenantId jurisdiction, JurisdictionTree tree) =>
        caller.CanBelow(Permission.ManageMachines, jurisdiction, tree);

    /// <summary>Whether the caller holds a role to grant it onward with this scope: over the jurisdiction, for the department.</summary>
    /// <remarks>The database checks the same again, against the rows as they stand, in the transaction that stores the grant.</remarks>
    public static bool CanGrant(this Caller caller, Holding grant, JurisdictionTree tree) =>
        caller.CanBelow(Permission.GrantRoles, grant.Over, tree) && caller.MayHandOn(grant, tree);

    /// <summary>Whether the caller may do something to an account of a jurisdiction that holds this: only who may hand on all of it.</summary>
    /// <remarks>The database decides, by the rows as they stand and until when each is held (<c>app.may_touch</c>); this tells what to offer.</remarks>
    public static bool CanTouch(this Caller caller, TenantId jurisdiction, IEnumerable<Holding> held, JurisdictionTree tree) =>
        caller.CanManageAccounts(jurisdiction, tree) && held.All(holding => caller.MayHandOn(holding, tree));

    private static bool MayHandOn(this Caller caller, Holding grant, JurisdictionTree tree) =>
        caller.Holdings.Any(h => h.Power == Power.GrantOnward
            && h.Role == grant.Role
            && tree.IsWithin(grant.Over, h.Over)
            && (h.Department is null || string.Equals(h.Department, grant.Department, StringComparison.Ordinal)));
}
