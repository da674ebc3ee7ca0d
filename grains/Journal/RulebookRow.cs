using System.Text;
using Grains.Rules;

namespace Grains.Journal;

/// <summary>A row of the table of rulebooks.</summary>
internal sealed record RulebookRow(
    int Tenant, int Version, DateTime EffectiveAt, DateTime MadeAt, string MadeBy, short Status, string? DecidedBy, string? Reason,
    string? EndedBy, string? EndReason, int? SupersededBy, string Body)
{
    /// <summary>The layer in the row.</summary>
    /// <exception cref="InvalidDataException">The stored text is no layer.</exception>
    public RulebookLayer ToLayer() => RulebookJson.TryReadLayer(Encoding.UTF8.GetBytes(Body), out var book, out var errors)
        ? new RulebookLayer(new(Tenant), book with { Version = Version, EffectiveFrom = new(EffectiveAt) })
        {
            Status = (LayerStatus)Status,
            MadeBy = MadeBy,
            MadeAt = new(MadeAt),
            DecidedBy = DecidedBy,
            Reason = Reason,
            EndedBy = EndedBy,
            EndReason = EndReason,
            SupersededBy = SupersededBy,
        }
        : throw new InvalidDataException($"Rulebook {Version}: {errors[0]}");
}
