using Grains.Cases;

namespace Grains.Journal;

/// <summary>How many facts each department of a tenant has told, counted case by case from the events.</summary>
internal sealed class ToldFacts
{
    private readonly Dictionary<int, Count> _departments = [];

    /// <summary>What one department has told.</summary>
    public Count this[int department] => _departments.GetValueOrDefault(department);

    /// <summary>Counts the facts of a case; what the platform itself recorded was told by nobody.</summary>
    /// <param name="department">Whose case it is.</param>
    /// <param name="state">The case, folded.</param>
    /// <param name="facts">What was recorded of it.</param>
    public void Add(int department, CaseState state, List<RecordedFact> facts)
    {
        var count = this[department];
        foreach (var fact in facts)
        {
            if (fact.Fact.Source == CaseSource.Platform)
                continue;
            count.Accepted++;
            count.Told += state.IsImported(fact) ? 0 : 1;
            count.WithoutImports += fact.Fact.Source == CaseSource.History ? 0 : 1;
        }

        _departments[department] = count;
    }

    /// <summary>The counts of one department.</summary>
    internal record struct Count
    {
        /// <summary>Everything it sent, imported history too.</summary>
        public long Accepted { get; set; }

        /// <summary>Without imported history; what an import told of a live case counts.</summary>
        public long Told { get; set; }

        /// <summary>Without anything that an import told, as versions before counted.</summary>
        public long WithoutImports { get; set; }
    }
}
