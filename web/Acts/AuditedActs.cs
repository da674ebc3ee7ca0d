namespace Web.Acts;

/// <summary>Every act that the audit log tells of, by its stable code, in the order in which screens offer them.</summary>
public static class AuditedActs
{
    /// <summary>The codes; each has its words in <c>Audit.resx</c> as <c>act.CODE</c>.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "signed-in", "signed-out", "password-changed",
        "account-invited", "account-created", "invitation-accepted", "first-administrator-created", "account-posts-set", "account-locked", "account-unlocked",
        "account-reset", "reset-confirmed", "reset-disputed", "account-suspended", "account-restored",
        "role-granted", "role-revoked",
        "machine-registered", "machine-scopes-changed", "machine-secret-changed", "machine-suspended", "machine-restored",
        "tree-loaded", "department-registered", "day-closed", "day-opened", "holiday-paper-loaded",
        "rulebook-proposed", "rulebook-published", "rulebook-approved", "rulebook-refused", "rulebook-withdrawn", "rulebook-proposal-withdrawn",
        "item-changed", "item-drafted", "item-checked", "item-settled", "item-reviewed", "item-returned", "item-published", "item-retired", "catalogue-imported",
        "event-entered", "event-entered-second", "quarantine-resubmitted", "quarantine-dismissed", "unkept-settled", "history-imported", "import-cancelled",
        "setup-link-made", "schema-migrated", "history-sealed", "figures-recounted",
    ];
}
