using System.Reflection;
using Microsoft.AspNetCore.Http;
using Tenancy.Callers;

namespace Tenancy.Permissions;

/// <summary>The caller of a request.</summary>
public static class CallerOfRequest
{
    private static readonly object Place = new();

    /// <summary>Who asks; every endpoint that needs a permission has one.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is open to all and nobody is signed in.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.FindCaller() ?? throw new InvalidOperationException("Nobody is signed in on an endpoint that takes a caller.");

    /// <summary>Who asks, or null when nobody is signed in.</summary>
    public static Caller? FindCaller(this HttpContext context) => context.Items[Place] as Caller;

    /// <summary>Who asks, looked for where nothing is needed too: on a page that takes the place of another, which shows the menu to whoever is signed in.</summary>
    public static async Task<Caller?> SeekCallerAsync(this HttpContext context, LiveCallers callers)
    {
        if (context.FindCaller() is { } known)
            return known;
        var caller = await callers.FindAsync(context.User, context.RequestAborted);
        context.KeepCaller(caller);
        return caller;
    }

    /// <summary>Whether the request carried a session that has ended, so that signing in again helps.</summary>
    internal static bool HasDeadSession(this HttpContext context) =>
        context.Items.TryGetValue(Place, out var caller) && caller is null;

    /// <summary>Keeps what the session row said for the rest of the request.</summary>
    internal static void KeepCaller(this HttpContext context, Caller? caller) => context.Items[Place] = caller;
}

/// <content>Lets an endpoint's handler take a <see cref="Caller"/> as a parameter.</content>
public sealed partial record Caller : IBindableFromHttpContext<Caller>
{
    /// <inheritdoc/>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => new(context.FindCaller());
}
