using Web.Screens;

namespace Web;

internal static class Program
{
    private static Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthorization();
        builder.Services.AddScreens();
        var app = builder.Build();
        app.UseScreens();
        app.UseRouting();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapScreens();
        return app.RunAsync();
    }
}
