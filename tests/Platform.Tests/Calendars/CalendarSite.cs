using System.Text.Encodings.Web;
using Grains.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Callers;
using Tenancy.Permissions;
using Web.Calendars;
using Web.Screens;
using Xunit;

namespace Platform.Tests.Calendars;

/// <summary>The calendar's endpoints and screens in memory, over a platform of its own; today is 2026-11-21.</summary>
public sealed class CalendarSite(PostgresServer server) : IAsyncLifetime
{
    private WebApplication _app = null!;

    public TestPlatform Platform { get; } = new(server);

    public CalendarBook Book => _app.Services.GetRequiredService<CalendarBook>();

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(CalendarsModule).Assembly.GetName().Name });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new Noon());
        builder.Services.AddSingleton(_ => Platform.Databases);
        builder.Services.AddSingleton(Platform.Jurisdictions);
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddAccounts();
        builder.Services.AddPermissions();
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderSession>("header", configureOptions: null);
        builder.Services.AddCalendars();
        builder.Services.AddScreens();
        _app = builder.Build();
        _app.UseScreens();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.UseAntiforgery();
        _app.MapCalendars();
        _app.MapScreens();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Platform.DisposeAsync();
    }

    /// <summary>A browser or system of nobody.</summary>
    public HttpClient Stranger() => _app.GetTestClient();

    /// <summary>One signed in with these roles.</summary>
    public async Task<HttpClient> ClientAsync(string jurisdiction, params Role[] roles)
    {
        var caller = await new People(Platform).NewAsync(jurisdiction, roles);
        var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Add("X-Session", $"{caller.Tenant} {caller.Session}");
        return client;
    }

    /// <summary>Takes the session from a header instead of a cookie or token; what it may do is decided as ever.</summary>
    private sealed class HeaderSession(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Session"].ToString().Split(' ') is not [var tenant, var session])
                return Task.FromResult(AuthenticateResult.NoResult());
            var principal = CallerClaims.Principal(
                new(int.Parse(tenant, System.Globalization.CultureInfo.InvariantCulture)), new(Guid.ParseExact(session, "N")), "somebody", Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new(principal, Scheme.Name)));
        }
    }

    /// <summary>Noon of 2026-11-21 in Shanghai; timers and timestamps run as ever.</summary>
    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
    }
}
