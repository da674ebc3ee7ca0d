using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Tenancy.Accounts;
using Web.Screens;

namespace Web.Auth;

/// <summary>The cookie that carries a person's session on the site.</summary>
internal static class SiteCookie
{
    /// <summary>Sets it up.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/denied";
        options.ReturnUrlParameter = "ReturnUrl";
        options.SlidingExpiration = false;
        options.ExpireTimeSpan = SessionLife.Person;
        // The session row decides how long it lives; the cookie only carries its id.
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
    }

    // People are shown the way in; machines and partial updates get the status, and 403 has a page of its own.
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized && !Machines.Call(context.HttpContext) && !context.Request.Headers.ContainsKey("HX-Request"))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
