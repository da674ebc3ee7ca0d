using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Hosting;
using Xunit;

namespace Platform.Tests.Auth;

/// <summary>Walks every route and hub method of the running program; each says what it needs, or why it needs nothing.</summary>
public sealed class RequirementTests(TestSite site, ITestOutputHelper output) : IClassFixture<TestSite>
{
    [Fact]
    public void EveryRoute_SaysWhatItNeeds()
    {
        var endpoints = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).ToArray();
        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, e => Assert.IsType<RouteEndpoint>(e));
        Assert.Empty(endpoints.Select(Fault).OfType<string>());
        foreach (var open in endpoints.Where(e => e.Metadata.GetMetadata<OpenToAllAttribute>() is not null))
            output.WriteLine($"open: {open.DisplayName}: {open.Metadata.GetMetadata<OpenToAllAttribute>()!.Reason}");
    }

    [Fact]
    public void EveryHubMethod_SaysWhatItNeeds()
    {
        var hubs = typeof(Launch).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Hub)) && !t.IsAbstract);
        Assert.Empty(hubs.SelectMany(HubMethods).Where(m => m.GetCustomAttribute<NeedsAttribute>() is null).Select(m => $"{m.DeclaringType}.{m.Name}"));
    }

    [Fact]
    public async Task RouteWithoutARequirement_IsFoundAndDenied()
    {
        var builder = WebApplication.CreateBuilder();
        await using var app = builder.Build();
        app.MapGet("/forgotten", () => "seen");
        app.MapGet("/open-and-closed", () => "seen").OpenToAll("reason").Needs(Permission.SignedIn);
        app.MapGet("/anonymous", () => "seen").AllowAnonymous();
        app.MapGet("/said", () => "seen").Needs(Permission.ViewTotals);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).ToArray();
        Assert.Equal([true, true, true, false], endpoints.Select(e => Fault(e) is not null));

        var fallback = await site.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();
        var context = new DefaultHttpContext();
        context.SetEndpoint(endpoints[0]);
        var result = await site.Services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(new System.Security.Claims.ClaimsPrincipal(), context, fallback!);
        Assert.False(result.Succeeded);
    }

    private static string? Fault(Endpoint endpoint)
    {
        var needs = endpoint.Metadata.GetOrderedMetadata<NeedsAttribute>().Count > 0;
        var open = endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is not null;
        var anonymous = endpoint.Metadata.GetOrderedMetadata<IAllowAnonymous>().Any(a => a is not OpenToAllAttribute);
        return (needs, open, anonymous) switch
        {
            (_, _, true) => $"{endpoint.DisplayName} is anonymous without a reason",
            (true, true, _) => $"{endpoint.DisplayName} needs a permission and is open, so it is open",
            (false, false, _) => $"{endpoint.DisplayName} says nothing",
            _ => null,
        };
    }

    private static IEnumerable<MethodInfo> HubMethods(Type hub) => hub
        .GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(m => !m.IsSpecialName && m.DeclaringType == hub && m.GetBaseDefinition().DeclaringType == hub);
}
