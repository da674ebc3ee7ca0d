namespace Grains.Cases;

/// <summary>Money asked of the applicant.</summary>
/// <param name="EventId">The event that told it.</param>
/// <param name="At">When.</param>
/// <param name="Type">fee, deposit or pledge.</param>
/// <param name="Item">Code of the fee item.</param>
/// <param name="Amount">Yuan; null when not told.</param>
/// <param name="ToldBy">By which ways it was told.</param>
public readonly record struct Charge(string EventId, DateTimeOffset At, string? Type, string? Item, decimal? Amount, Tellers ToldBy)
{
    /// <summary>It is a fee: the catalogue knows no deposits and no pledges, whatever code they bear.</summary>
    public bool IsFee => Type is not ("deposit" or "pledge");

    /// <summary>Whether another, asked later, is as much for the same within a day.</summary>
    internal bool IsSame(in Charge later) =>
        Item == later.Item && Amount == later.Amount && (IsFee ? later.IsFee : Type == later.Type) && Tellers.IsWithinADay(At, later.At);
}
