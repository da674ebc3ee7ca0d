namespace Web.Accounts;

/// <summary>The address of the page on which an invited person sets the first password.</summary>
public static class InvitationLink
{
    /// <summary>The address below the site's own.</summary>
    /// <param name="jurisdiction">Key of the account's jurisdiction.</param>
    /// <param name="token">The invitation.</param>
    public static string Of(string jurisdiction, string token) => $"/invitation/{Uri.EscapeDataString(jurisdiction)}/{token}";
}
