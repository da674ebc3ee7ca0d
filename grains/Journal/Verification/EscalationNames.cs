namespace Grains.Journal.Verification;

/// <summary>What an escalation calls its subject, as it was called when the row was written.</summary>
internal sealed record EscalationNames(short ItemKind, string Department, string Item);
