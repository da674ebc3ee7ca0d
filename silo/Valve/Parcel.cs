using Tenancy;

namespace Silo.Valve;

/// <summary>Everything one tenant has to tell at one moment: the rows that changed since, and its open messages.</summary>
internal sealed class Parcel
{
    /// <summary>What <see cref="Since"/> is when everything is told anew.</summary>
    public const long FromTheBeginning = -1;

    /// <summary>Whose rows these are.</summary>
    public required TenantId Origin { get; init; }

    /// <summary>The ancestors that this parcel is for, nearest first.</summary>
    public required IReadOnlyList<TenantId> Ancestors { get; init; }

    /// <summary>Epoch of the origin: rows of a newer one replace all of an older one.</summary>
    public int Epoch { get; set; } = 1;

    /// <summary>Number of the origin's last commit that is surely contained.</summary>
    public long Position { get; set; }

    /// <summary>How often there was something to tell that moved no head, before what is contained was read.</summary>
    public long Marks { get; set; }

    /// <summary>Rows with a greater version are contained.</summary>
    public long Since { get; set; } = FromTheBeginning;

    /// <summary>Those that were told once and are ancestors no more.</summary>
    public List<TenantId> Former { get; } = [];

    /// <summary>Changed rows of figures.</summary>
    public List<FigureRow> Figures { get; } = [];

    /// <summary>Changed escalation summaries.</summary>
    public List<EscalationRow> Escalations { get; } = [];

    /// <summary>Its departments, all of them.</summary>
    public List<DirectoryRow> Departments { get; } = [];

    /// <summary>Messages not carried yet, in the order of sending.</summary>
    public List<Message> Messages { get; } = [];

    /// <summary>Rows and messages, for sizing a transaction.</summary>
    public int Weight => 1 + Figures.Count + Escalations.Count + Departments.Count + Messages.Count;
}
