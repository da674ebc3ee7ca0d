using Xunit;

namespace Browser.Tests;

/// <summary>Photographs every screen in every look, for people to look at; run by <c>tests/Browser.Tests/screenshots FOLDER</c>.</summary>
public sealed class Screenshots(RunningPlatform platform, Chromium chromium)
{
    [Fact(Explicit = true)]
    public async Task EveryScreen_IsPhotographedInEveryLook()
    {
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Directory.CreateTempSubdirectory("screenshots-").FullName;
        foreach (var look in Look.All(platform.Address))
        {
            await using var window = await chromium.OpenAsync(look);
            var page = await window.NewPageAsync();
            var signedInAs = ("", "");
            foreach (var screen in ScreenTable.All)
            {
                if (screen.Role is { } role && (screen.Jurisdiction, role) != signedInAs)
                {
                    signedInAs = (screen.Jurisdiction, role);
                    await page.SignInAsync(platform.Account(screen.Jurisdiction, role));
                }

                await screen.OpenAsync(page);
                await page.WaitForTimeoutAsync(800);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{NameOf(screen)}-{look}.png"), FullPage = look.IsPhone });
            }
        }

        TestContext.Current.SendDiagnosticMessage($"Screenshots are in {folder}");
    }

    private static string NameOf(Screen screen) =>
        screen.Jurisdiction + "-" + string.Concat((screen.Address + screen.Follows).Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')).Trim('_') is { Length: > 0 } name ? name : "dashboard";
}
