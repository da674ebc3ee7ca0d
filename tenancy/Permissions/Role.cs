namespace Tenancy.Permissions;

/// <summary>A role of domain.md: what a person or machine is, in a jurisdiction or one of its departments.</summary>
public enum Role
{
    /// <summary>监察局长: approves extensions, exports, liability.</summary>
    BureauHead = 1,

    /// <summary>电子监察员: watches cases, confirms signals.</summary>
    Inspector = 2,

    /// <summary>系统监管员: watches that the system is used and fed as it should be.</summary>
    SystemSupervisor = 3,

    /// <summary>系统管理员: accounts, departments, calendar, machines; no case data.</summary>
    SystemAdministrator = 4,

    /// <summary>审计员: reads the audit log, and alone does so.</summary>
    SecurityAuditor = 5,

    /// <summary>领导: reads.</summary>
    Leader = 6,

    /// <summary>部门负责人: answers for a department.</summary>
    DepartmentHead = 7,

    /// <summary>部门监察机构: a department's own supervision unit.</summary>
    DepartmentSupervisor = 8,

    /// <summary>岗位用户: handles cases in a post of a department.</summary>
    PostUser = 9,

    /// <summary>服务中心管理员: manages a service centre.</summary>
    ServiceCentreManager = 10,

    /// <summary>事项审核员: reviews items (legal affairs, reform office).</summary>
    ItemReviewer = 11,

    /// <summary>收费审核员: reviews fees (price office).</summary>
    FeeReviewer = 12,

    /// <summary>法制监督员: reads all signals and totals.</summary>
    LegalAffairsSupervisor = 13,

    /// <summary>技术支持: the platform's technical state; no case data.</summary>
    TechnicalSupport = 14,

    /// <summary>大厅屏幕: a device that shows figures.</summary>
    HallScreen = 15,

    /// <summary>部门系统: a department's own system, a machine.</summary>
    DepartmentSystem = 16,
}
