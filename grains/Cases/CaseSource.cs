namespace Grains.Cases;

/// <summary>By which way an event came in.</summary>
public enum CaseSource : byte
{
    /// <summary>The department's own system, through the data interface.</summary>
    Interface = 1,

    /// <summary>The platform's own step-by-step forms, for departments without a system.</summary>
    Form = 2,

    /// <summary>二次录入: typed in afterwards what another system handled.</summary>
    SecondEntry = 3,

    /// <summary>A hall system.</summary>
    Hall = 4,

    /// <summary>A bulk file of current cases.</summary>
    BulkFile = 5,

    /// <summary>Online application.</summary>
    Online = 6,

    /// <summary>Imported history: judged as of its own time; data-quality rules and escalation skip it.</summary>
    History = 7,

    /// <summary>Recorded by the platform itself.</summary>
    Platform = 8,
}

/// <summary>What ways have in common.</summary>
public static class CaseSources
{
    /// <summary>Whether a system tells by it, which may fall silent, and no person at a form.</summary>
    public static bool IsFeed(this CaseSource source) => source is CaseSource.Interface or CaseSource.Hall or CaseSource.BulkFile or CaseSource.Online;
}
