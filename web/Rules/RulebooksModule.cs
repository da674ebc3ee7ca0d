using Grains.Journal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Web.Screens;

namespace Web.Rules;

/// <summary>The rules that raise signals, as interface: what holds where and since when, who set it, and how it is changed.</summary>
public static class RulebooksModule
{
    internal const string Tag = "Rulebooks";

    /// <summary>Registers the rulebooks and keeps them current.</summary>
    public static IServiceCollection AddRulebooks(this IServiceCollection services)
    {
        services.TryAddSingleton<RulebookBook>();
        services.TryAddSingleton<RulebookChanges>();
        services.TryAddSingleton<RulebookProposals>();
        services.TryAddSingleton<RulebookDesk>();
        services.TryAddSingleton<RulebookShelf>();
        services.TryAddSingleton<RuleNames>();
        services.TryAddSingleton<RuleWords>();
        services.AddHostedService<RulebookRefresh>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapRulebooks(this IEndpointRouteBuilder routes)
    {
        routes.MapEffectiveRulebook();
        routes.MapRulebookVersions();
        routes.MapRulebookVersion();
        routes.MapRulebookDifference();
        routes.MapLoadRulebook();
        routes.MapDecideRulebook();
        routes.MapWithdrawRulebook();
        return routes;
    }
}
