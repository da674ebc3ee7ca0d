using System.Globalization;
using System.Threading.RateLimiting;

namespace Web.Auth;

/// <summary>How fast one address may try passwords and secrets on one node (platform defaults); 429 beyond it.</summary>
/// <remarks>
/// An office stands behind one address, so the limits let a morning's sign-ins through; what stops guessing at one
/// account is its lock (<see cref="Tenancy.Accounts.AccountRules"/>). GET requests only show a form and are not limited.
/// </remarks>
internal static class GuessingLimits
{
    /// <summary>Name of the policy for the sign-in page: 60 at once, one more each second.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Name of the policy for the token endpoint: 600 at once, ten more each second.</summary>
    public const string Token = "token";

    public static void AddGuessingLimits(this IServiceCollection services) => services.AddRateLimiter(static options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = static (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(SignIn, static http => Limit(http, atOnce: 60, perSecond: 1));
        options.AddPolicy(Token, static http => Limit(http, atOnce: 600, perSecond: 10));
    });

    private static RateLimitPartition<string> Limit(HttpContext http, int atOnce, int perSecond) => HttpMethods.IsPost(http.Request.Method)
        ? RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        })
        : RateLimitPartition.GetNoLimiter("");
}
