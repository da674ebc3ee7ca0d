namespace Platform.Tests.Isolation;

/// <summary>All attempts.</summary>
public static class Attacks
{
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. RowAttacks.All, .. ClaimAttacks.All, .. ErrorAttacks.All, .. StatisticsAttacks.All, .. LockAttacks.All, .. ObjectAttacks.All, .. Structure.All,
    ];
}
