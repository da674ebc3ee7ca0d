namespace Tenancy.Machines;

/// <summary>By which ways machine clients tell: one of them each, chosen when it is registered.</summary>
/// <remarks>
/// What two clients of a department tell of one act is known for the same where their ways differ (docs/rules.md, The same told by two
/// ways). A client's way never changes: what it told would be another's.
/// </remarks>
public static class MachineSources
{
    /// <summary>The department's own system; what a client is that names no way.</summary>
    public const string Interface = "interface";

    /// <summary>大厅系统: the system of a service hall.</summary>
    public const string Hall = "hall";

    /// <summary>批量文件: files of current cases.</summary>
    public const string BulkFile = "bulk-file";

    /// <summary>网上申请: an online application platform.</summary>
    public const string Online = "online";

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Interface, Hall, BulkFile, Online];

    /// <summary>Whether there is such a way.</summary>
    public static bool Exists(string source) => All.Contains(source);
}
