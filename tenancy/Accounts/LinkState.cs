namespace Tenancy.Accounts;

/// <summary>What has become of a one-time link.</summary>
public enum LinkState
{
    /// <summary>It would set a password now.</summary>
    Open,

    /// <summary>A password was set by it, or another link took its place.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It opens nothing: the account is suspended, or whoever made it may not reset the account any more.</summary>
    Void,
}
