namespace Grains.Journal.Verification;

/// <summary>Gathers findings, and only counts them once there are too many to read.</summary>
internal sealed class FindingList
{
    private readonly List<IntegrityFinding> _findings = [];

    public IReadOnlyList<IntegrityFinding> Findings => _findings;

    public long More { get; private set; }

    public void Add(string code, string place, string expected, string found)
    {
        if (_findings.Count < IntegrityReport.Most)
            _findings.Add(new(code, place, expected, found));
        else
            More++;
    }
}
