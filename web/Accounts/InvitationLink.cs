namespace Web.Accounts;

/// <summary>The one-time link with which a person sets a password: a page, and its code in the fragment, which browsers send to nobody.</summary>
/// <remarks>So it stands in no log, trace or referrer. The page's script puts it into the form; who has none types or pastes it.</remarks>
public static class InvitationLink
{
    /// <summary>The address below the site's own.</summary>
    /// <param name="jurisdiction">Key of the account's jurisdiction.</param>
    /// <param name="token">The invitation.</param>
    public static string Of(string jurisdiction, string token) => $"/invitation#{Uri.EscapeDataString(jurisdiction)}.{token}";

    /// <summary>Jurisdiction and token of a code, or of the whole link it came in; null where it is neither.</summary>
    public static (string Jurisdiction, string Token)? Read(string? code)
    {
        var text = Uri.UnescapeDataString((code ?? "").Trim().Split('#')[^1]);
        var dot = text.LastIndexOf('.'); // a key may have dots, a token has none
        return dot < 0 ? null : (text[..dot], text[(dot + 1)..]);
    }
}
