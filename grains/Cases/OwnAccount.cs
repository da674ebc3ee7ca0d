namespace Grains.Cases;

/// <summary>When something was by the account of one way that tells of the case.</summary>
/// <param name="At">When.</param>
/// <param name="By">By which way.</param>
public readonly record struct OwnAccount(DateTimeOffset At, CaseSource By);
