using System.Collections.Frozen;
using static Tenancy.Permissions.Permission;

namespace Tenancy.Permissions;

/// <summary>What each role permits, and which roles one person may not hold together (domain.md, Permissions, centrally).</summary>
public static class RolePermissions
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table = new Dictionary<Role, Permission[]>
    {
        [Role.BureauHead] =
        [
            ViewTotals, ViewCases, ViewPersons, ViewSignals, ViewCatalogue, ViewConnection, ViewQuarantine, ViewRulebook,
            ConfirmSignals, EditRulebook, EditCalendar, VerifyIntegrity,
        ],
        [Role.Inspector] =
        [
            ViewTotals, ViewCases, ViewPersons, ViewSignals, ViewCatalogue, ViewConnection, ViewQuarantine, ViewRulebook,
            ConfirmSignals, VerifyIntegrity,
        ],
        [Role.SystemSupervisor] = [ViewTotals, ViewSignals, ViewCatalogue, ViewConnection, ViewQuarantine, ViewRulebook, VerifyIntegrity, ViewOperation],
        [Role.SystemAdministrator] =
        [
            ViewConnection, ViewCatalogue, EditCatalogue, PublishItems, ImportHistory, EditCalendar, ManageDepartments, ManageTree,
            ManageAccounts, GrantRoles, ManageMachines, ViewOperation,
        ],
        [Role.SecurityAuditor] = [ReadAudit, VerifyIntegrity],
        [Role.Leader] = [ViewTotals, ViewSignals, ViewCatalogue, ViewConnection, ViewRulebook],
        [Role.DepartmentHead] =
        [
            ViewTotals, ViewCases, ViewPersons, ViewSignals, ViewCatalogue, ViewConnection, ViewQuarantine, ViewRulebook,
            HandleCases, EnterSecond, ResolveQuarantine, AnswerSignals, EditCatalogue,
        ],
        [Role.DepartmentSupervisor] = [ViewCases, ViewPersons, ViewSignals, ViewCatalogue, ViewConnection, ViewQuarantine, ViewRulebook],
        [Role.PostUser] = [ViewCases, ViewPersons, ViewSignals, ViewCatalogue, ViewQuarantine, HandleCases, EnterSecond, ResolveQuarantine],
        [Role.ServiceCentreManager] = [ViewTotals, ViewCases, ViewSignals, ViewCatalogue, ViewConnection],
        [Role.ItemReviewer] = [ViewCatalogue, ReviewItems, PublishItems],
        [Role.FeeReviewer] = [ViewCatalogue, ReviewFees],
        [Role.LegalAffairsSupervisor] = [ViewTotals, ViewSignals, ViewCatalogue, ViewRulebook],
        [Role.TechnicalSupport] = [ViewConnection, ViewOperation],
        [Role.HallScreen] = [ViewTotals],
        [Role.DepartmentSystem] = [ViewTotals, ViewCatalogue, ViewQuarantine, ResolveQuarantine, SubmitFacts, EditCatalogue],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.Append(SignedIn).ToFrozenSet());

    /// <summary>What whoever exercises the role may do within its scope.</summary>
    public static FrozenSet<Permission> Permits(this Role role) => Table[role];

    /// <summary>三员分立: administrator, inspector and auditor exclude one another for one person.</summary>
    public static IReadOnlyList<Role> Exclusive { get; } = [Role.SystemAdministrator, Role.Inspector, Role.SecurityAuditor];

    /// <summary>Whether one person may exercise both roles.</summary>
    public static bool IsCompatibleWith(this Role role, Role other) =>
        role == other || !Exclusive.Contains(role) || !Exclusive.Contains(other);

    /// <summary>Whether the role is held for one department rather than for the whole jurisdiction.</summary>
    public static bool IsDepartmental(this Role role) =>
        role is Role.DepartmentHead or Role.DepartmentSupervisor or Role.PostUser or Role.DepartmentSystem;
}
