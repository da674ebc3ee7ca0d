using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Web.Notifications;

/// <summary>What is new since a person last looked; its screen stands in Pages/Notifications.</summary>
public static class NotificationsModule
{
    /// <summary>Registers what the bar and the screen read.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton<NotificationsSeen>();
        return services;
    }
}
