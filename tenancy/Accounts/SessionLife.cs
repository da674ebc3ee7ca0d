namespace Tenancy.Accounts;

/// <summary>How long sessions live (platform default).</summary>
public static class SessionLife
{
    /// <summary>A person's session ends this long after sign-in, whatever happens: a long working day.</summary>
    public static readonly TimeSpan Person = TimeSpan.FromHours(12);

    /// <summary>A session that nobody used for so long is over; a machine's never lives as long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>The life of a machine's token.</summary>
    public static readonly TimeSpan Token = TimeSpan.FromHours(1);
}
