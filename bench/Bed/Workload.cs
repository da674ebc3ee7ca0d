using System.Globalization;
using System.Text;
using Bench.Peers;

namespace Bench.Bed;

/// <summary>The events of one department: cases that are received, accepted, examined, decided, delivered and closed, many at a time.</summary>
/// <remarks>Each event moves one of the active cases on; a case lives six events. The stream depends on the seed alone.</remarks>
internal sealed class Workload
{
    private static readonly (string Kind, string? Step, string? Post, string? Data)[] Life =
    [
        ("submitted", null, "window", "{\"channel\":\"window\"}"),
        ("accepted", null, "window", "{\"caseType\":2}"),
        ("step-completed", "examine", "examiner", "{\"opinion\":\"通过\"}"),
        ("approved", null, "head", "{\"documentNumber\":\"D-1\"}"),
        ("delivered", null, "window", null),
        ("closed", null, "window", null),
    ];

    private readonly int _tenant;
    private readonly Random _random;
    private readonly (int Number, int Next)[] _active;
    private readonly TimeSpan _pace;
    private int _cases;
    private int _events;
    private DateTimeOffset _clock;

    /// <param name="tenant">Whose events.</param>
    /// <param name="active">Cases that are worked on at a time.</param>
    /// <param name="from">When the first event occurred.</param>
    /// <param name="pace">Between two events; so that cases take their time, as those of people do.</param>
    public Workload(int tenant, int active, DateTimeOffset from, TimeSpan pace)
    {
        _tenant = tenant;
        _random = new Random(tenant);
        _active = new (int, int)[active];
        _clock = from;
        _pace = pace;
        for (var i = 0; i < active; i++)
            _active[i] = (++_cases, 0);
    }

    /// <summary>Leaves case numbers out, so that two streams of one department never meet.</summary>
    public void SkipCases(int cases)
    {
        _cases += cases;
        for (var i = 0; i < _active.Length; i++)
            _active[i].Number += cases;
    }

    /// <summary>The next event.</summary>
    public PeerEvent Next()
    {
        ref var slot = ref _active[_random.Next(_active.Length)];
        if (slot.Next == Life.Length)
            slot = (++_cases, 0);
        var (kind, step, post, data) = Life[slot.Next++];
        _clock += _pace;
        return new PeerEvent(
            _tenant, 1, string.Create(CultureInfo.InvariantCulture, $"B{_tenant:000}-{slot.Number:00000000}"),
            string.Create(CultureInfo.InvariantCulture, $"e{++_events}"), TestBed.ItemCode, kind, step, post,
            string.Create(CultureInfo.InvariantCulture, $"经办人{slot.Number % 20:00}"), _clock, data);
    }

    /// <summary>The next events as a department's system would send them: a JSON array.</summary>
    public byte[] Body(int events)
    {
        var json = new StringBuilder(events * 240).Append('[');
        for (var i = 0; i < events; i++)
        {
            if (i > 0)
                json.Append(',');
            Write(json, Next());
        }

        return Encoding.UTF8.GetBytes(json.Append(']').ToString());
    }

    private static void Write(StringBuilder json, PeerEvent one)
    {
        json.Append(CultureInfo.InvariantCulture, $"{{\"eventId\":\"{one.EventId}\",\"caseNo\":\"{one.CaseNo}\",\"itemCode\":\"{one.Item}\",\"kind\":\"{one.Kind}\",");
        json.Append(CultureInfo.InvariantCulture, $"\"occurredAt\":\"{one.OccurredAt:O}\",\"handler\":\"{one.Handler}\"");
        if (one.Step is not null)
            json.Append(CultureInfo.InvariantCulture, $",\"step\":\"{one.Step}\"");
        if (one.Post is not null)
            json.Append(CultureInfo.InvariantCulture, $",\"post\":\"{one.Post}\"");
        if (one.Data is not null)
            json.Append(",\"data\":").Append(one.Data);
        json.Append('}');
    }
}
