namespace Grains.Cases;

/// <summary>视为受理: the fact the platform records when an office stayed silent past the limit for accepting (行政许可法 art. 32).</summary>
/// <remarks>
/// It occurs at the instant at which the limit ran out and carries the receipt to which acceptance is back-dated. So it folds
/// after every answer given in time, even one that arrives later and makes it void, and before every answer given too late.
/// It names no item: silence says nothing about what was applied for, and a void one leaves no trace.
/// </remarks>
public static class DeemedAcceptance
{
    /// <summary>The fact that <see cref="Judgement.DeemAcceptedAt"/> asks for.</summary>
    /// <param name="caseNo">Number of the case.</param>
    /// <param name="judgement">A judgement that asks for it.</param>
    /// <exception cref="ArgumentException">The judgement does not ask for it.</exception>
    public static CaseFact Fact(string caseNo, Judgement judgement)
    {
        if (judgement is not { DeemAcceptedAt: { } receivedAt, SilentFrom: { } silentFrom })
            throw new ArgumentException("The office was not silent.", nameof(judgement));
        return new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"platform:deemed-accepted:{receivedAt:yyyyMMddHHmmssffffff}:{silentFrom:yyyyMMddHHmmssffffff}"),
            caseNo, "", CaseEventKind.DeemedAccepted, silentFrom, null, null, null,
            CaseDetails.None with { AppliedAt = receivedAt }, CaseSource.Platform);
    }
}
