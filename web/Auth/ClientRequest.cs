using System.Text;
using Microsoft.Extensions.Primitives;

namespace Web.Auth;

/// <summary>A request for a token: the client's credentials and what it asks for (RFC 6749, sections 2.3.1 and 4.4.2).</summary>
/// <param name="ClientId">The client's id.</param>
/// <param name="ClientSecret">Its secret.</param>
/// <param name="Scopes">Scopes asked for; empty for all that the client has.</param>
/// <param name="Basic">Whether the credentials came in the Authorization header.</param>
internal sealed record ClientRequest(string ClientId, string ClientSecret, IReadOnlyList<string> Scopes, bool Basic)
{
    /// <summary>Reads a request; a fault is what section 5.2 says to answer.</summary>
    public static (ClientRequest? Request, TokenFault? Fault) Read(string? authorization, IFormCollection form)
    {
        if (form.FirstOrDefault(f => f.Value.Count > 1) is { Key: { } repeated })
            return Wrong($"{repeated} is given twice.");
        if (One(form, "grant_type") is not { } grant)
            return Wrong("grant_type is missing.");
        if (grant != "client_credentials")
            return (null, new TokenFault("unsupported_grant_type", "The only grant_type is client_credentials."));
        var inForm = (Id: One(form, "client_id"), Secret: One(form, "client_secret"));
        var basic = authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) is true;
        if (basic && inForm.Secret is not null)
            return Wrong("The client authenticates in the header or in the form, not in both.");
        var credentials = basic ? ReadBasic(authorization!["Basic ".Length..]) : inForm;
        if (basic && inForm.Id is not null && inForm.Id != credentials.Id)
            return Wrong("client_id in the form is not the one in the header.");
        if (credentials is not ({ } id, { } secret))
            return (null, TokenFault.InvalidClient(basic));
        var scopes = (One(form, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (new ClientRequest(id, secret, scopes, basic), null);
    }

    private static (ClientRequest?, TokenFault?) Wrong(string description) => (null, new TokenFault("invalid_request", description));

    // An empty parameter counts as left out (section 3.2).
    private static string? One(IFormCollection form, string name) =>
        form.TryGetValue(name, out var value) && !StringValues.IsNullOrEmpty(value) ? value.ToString() : null;

    // Id and secret are form-encoded before they are joined and encoded in base64 (section 2.3.1).
    private static (string? Id, string? Secret) ReadBasic(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length))
            return default;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (Decode(id), Decode(secret))
            : default;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
