namespace Web.Import.Jobs;

/// <summary>Whose an import is that a run of a node wants to make.</summary>
public enum ImportClaim
{
    /// <summary>The run's own from now on.</summary>
    Mine,

    /// <summary>Another run's, as far as is known.</summary>
    Anothers,

    /// <summary>Nobody's any more: ended, failed or cancelled.</summary>
    Over,
}
