using System.Collections.Frozen;

namespace Tenancy.Permissions;

/// <summary>The codes of roles, as databases and the API have them, and their names for people.</summary>
public static class RoleNames
{
    private static readonly FrozenDictionary<Role, (string Code, string Chinese, string English)> Names =
        new Dictionary<Role, (string, string, string)>
        {
            [Role.BureauHead] = ("bureau-head", "监察局长", "Bureau head"),
            [Role.Inspector] = ("inspector", "电子监察员", "Inspector"),
            [Role.SystemSupervisor] = ("system-supervisor", "系统监管员", "System supervisor"),
            [Role.SystemAdministrator] = ("system-administrator", "系统管理员", "System administrator"),
            [Role.SecurityAuditor] = ("security-auditor", "审计员", "Security auditor"),
            [Role.Leader] = ("leader", "领导", "Leader"),
            [Role.DepartmentHead] = ("department-head", "部门负责人", "Department head"),
            [Role.DepartmentSupervisor] = ("department-supervisor", "部门监察机构", "Department supervision unit"),
            [Role.PostUser] = ("post-user", "岗位用户", "Post user"),
            [Role.ServiceCentreManager] = ("service-centre-manager", "服务中心管理员", "Service-centre manager"),
            [Role.ItemReviewer] = ("item-reviewer", "事项审核员", "Item reviewer"),
            [Role.FeeReviewer] = ("fee-reviewer", "收费审核员", "Fee reviewer"),
            [Role.LegalAffairsSupervisor] = ("legal-affairs-supervisor", "法制监督员", "Legal-affairs supervisor"),
            [Role.TechnicalSupport] = ("technical-support", "技术支持", "Technical support"),
            [Role.HallScreen] = ("hall-screen", "大厅屏幕", "Hall screen"),
            [Role.DepartmentSystem] = ("department-system", "部门系统", "Department system"),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Role> Codes =
        Names.ToFrozenDictionary(n => n.Value.Code, n => n.Key, StringComparer.Ordinal);

    /// <summary>The stable code, such as <c>system-administrator</c>.</summary>
    public static string Code(this Role role) => Names[role].Code;

    /// <summary>The Chinese name.</summary>
    public static string Chinese(this Role role) => Names[role].Chinese;

    /// <summary>The English name.</summary>
    public static string English(this Role role) => Names[role].English;

    /// <summary>The role with this code.</summary>
    public static bool TryParse(string code, out Role role) => Codes.TryGetValue(code, out role);
}
