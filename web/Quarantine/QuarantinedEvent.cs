using System.Security.Cryptography;
using Grains.Cases;
using Grains.Journal;

namespace Web.Quarantine;

/// <summary>A refused event with its bytes.</summary>
/// <param name="Line">What the list shows.</param>
/// <param name="Source">By which way it came.</param>
/// <param name="Raw">The bytes as they came, at most <see cref="RefusedEvent.MaximumRaw"/>.</param>
/// <param name="Correction">The corrected bytes that were recorded in their place; null where there are none.</param>
public sealed record QuarantinedEvent(QuarantineLine Line, CaseSource Source, byte[] Raw, byte[]? Correction)
{
    /// <summary>Whether more came than is kept: it cannot be sent again as it was.</summary>
    public bool IsCut => Raw.Length == RefusedEvent.MaximumRaw && !SHA256.HashData(Raw).AsSpan().SequenceEqual(Line.Id.Bytes);
}
