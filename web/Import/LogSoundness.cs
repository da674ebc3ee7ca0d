namespace Web.Import;

/// <summary>What a log's bytes are worth, before its first row is read.</summary>
public enum LogSoundness
{
    /// <summary>All of it can be unpacked, or it is not packed.</summary>
    Sound,

    /// <summary>The archive breaks off or is damaged.</summary>
    Damaged,

    /// <summary>There is more in it than is read.</summary>
    TooLarge,
}
