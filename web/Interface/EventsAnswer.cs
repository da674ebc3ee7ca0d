using Grains.Journal;

namespace Web.Interface;

/// <summary>What became of a request's events.</summary>
/// <param name="Accepted">Stored now.</param>
/// <param name="Duplicate">Stored before, with the same content.</param>
/// <param name="Refused">Not understood or not attributable; kept in the department's quarantine.</param>
public sealed record EventsAnswer(int Accepted, int Duplicate, IReadOnlyList<RefusedOnTheWire> Refused)
{
    /// <summary>The answer of the journal as it goes over the wire.</summary>
    public static EventsAnswer Of(BatchAnswer answer) => new(
        answer.Accepted, answer.Duplicate, [.. answer.Refused.Select(r => new RefusedOnTheWire(r.Index, r.EventId, r.Field, r.Code, r.Message, r.Expected))]);
}

/// <summary>One refused event.</summary>
/// <param name="Index">Position in the request, from 0.</param>
/// <param name="EventId">Its id where it could be read.</param>
/// <param name="Field">The field at fault, as a path.</param>
/// <param name="Code">Stable code, see docs/interface.md.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What would have been right.</param>
public sealed record RefusedOnTheWire(int Index, string? EventId, string Field, string Code, string Message, string Expected);
