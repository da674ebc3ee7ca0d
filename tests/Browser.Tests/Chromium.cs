using Microsoft.Playwright;
using Xunit;

namespace Browser.Tests;

/// <summary>One Chromium for all tests, the one that the system installed; every test opens a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts it.</summary>
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Array.Find(Programs, File.Exists) ?? throw new FileNotFoundException("Chromium is not installed.", Programs[0]),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    /// <summary>Opens a window of its own, with nothing remembered.</summary>
    public async Task<IBrowserContext> OpenAsync(Look look, bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            HasTouch = look.IsPhone,
            IsMobile = look.IsPhone,
            BaseURL = look.Address.ToString(),
            JavaScriptEnabled = scripts,
            Locale = look.Language,
        });
        await context.AddCookiesAsync(
        [
            new() { Name = "language", Value = Uri.EscapeDataString($"c={look.Language}|uic={look.Language}"), Url = look.Address.ToString() },
            new() { Name = "theme", Value = look.Theme, Url = look.Address.ToString() },
        ]);
        return context;
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
