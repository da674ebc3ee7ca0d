using System.Text.RegularExpressions;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Xunit;

namespace Platform.Tests.Setup;

/// <summary>An installation that starts empty, set up through the link it prints.</summary>
public sealed partial class SetupTests : IDisposable
{
    private const string Password = "long enough 1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EmptyInstallation_IsSetUpThroughItsOneTimeLink()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        var link = (await node.UntilPrintedAsync("/setup#")).Trim();

        var refused = await PostAsync(node, link, ("Province", "hunan"), ("UserName", "admin"), ("DisplayName", "系统管理员"), ("Password", "short"));
        Assert.Contains("密码太短", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("not-invited", await OpenAsync(node, link), StringComparison.Ordinal);

        var signIn = await PostAsync(node, link, ("Province", "hunan"), ("UserName", "admin"), ("DisplayName", "系统管理员"), ("Password", Password));
        Assert.Contains("湖南省", signIn, StringComparison.Ordinal);

        Assert.True(await CanSignInAsync(node, "430000"));
        Assert.Contains("not-invited", await OpenAsync(node, link), StringComparison.Ordinal);
        var again = await PostAsync(node, link, ("Province", "sichuan"), ("UserName", "admin"), ("DisplayName", "x"), ("Password", Password));
        Assert.DoesNotContain("四川省", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnTree_IsLoadedFromAFile()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        var link = (await node.UntilPrintedAsync("/setup#")).Trim();
        const string tree = """{"code":"990000","name":"试验省","level":"province","zones":[{"code":"990100","name":"高新区"}]}""";

        await PostAsync(node, link, tree, ("Province", ""), ("UserName", "admin"), ("DisplayName", "系统管理员"), ("Password", Password));
        Assert.True(await CanSignInAsync(node, "990000"));
    }

    [Fact]
    public async Task FaultyTree_IsExplainedAndTheInvitationStaysGood()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        var link = (await node.UntilPrintedAsync("/setup#")).Trim();

        var answer = await PostAsync(
            node, link, """{"code":"99","name":"试验省","level":"province"}""", ("Province", ""), ("UserName", "admin"), ("DisplayName", "x"), ("Password", Password));
        Assert.Contains("$.code", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("not-invited", await OpenAsync(node, link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallationWithAnAdministrator_PrintsNoLink()
    {
        await using (var node = await Node.StartAsync(_folder.Path))
        {
            var link = (await node.UntilPrintedAsync("/setup#")).Trim();
            await PostAsync(node, link, ("Province", "hunan"), ("UserName", "admin"), ("DisplayName", "系统管理员"), ("Password", Password));
        }

        await using var next = await Node.StartAsync(_folder.Path);
        await next.UntilPrintedAsync("http://localhost");
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(next.Output, line => line.Contains("/setup", StringComparison.Ordinal));
    }

    private static Task<string> PostAsync(Node node, string address, params (string Name, string Value)[] fields) => PostAsync(node, address, tree: null, fields);

    private static async Task<string> PostAsync(Node node, string address, string? tree, params (string Name, string Value)[] fields)
    {
        var page = await OpenAsync(node, address);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", Token().Matches(page)[^1].Groups[1].Value)))
            form.Add(new StringContent(value), name);
        form.Add(new StringContent(Invitation().Match(page).Groups[1].Value), "Invitation");
        if (tree is not null)
            form.Add(new StringContent(tree), "Upload", "tree.json");
        using var answer = await node.Client.PostAsync(new Uri("/setup", UriKind.Relative), form);
        return await answer.Content.ReadAsStringAsync();
    }

    // What the page's script does with the fragment, and a person who has none with the whole link.
    private static async Task<string> OpenAsync(Node node, string link)
    {
        var page = await node.Client.GetStringAsync(new Uri("/setup", UriKind.Relative));
        using var form = new FormUrlEncodedContent([new("Invitation", link), new("__RequestVerificationToken", Token().Matches(page)[^1].Groups[1].Value)]);
        using var answer = await node.Client.PostAsync(new Uri("/setup?handler=Open", UriKind.Relative), form);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<bool> CanSignInAsync(Node node, string jurisdiction)
    {
        var page = await node.Client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(
        [
            new("Jurisdiction", jurisdiction), new("UserName", "admin"), new("Password", Password),
            new("__RequestVerificationToken", Token().Matches(page)[^1].Groups[1].Value),
        ]);
        using var answer = await node.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        return answer.RequestMessage!.RequestUri!.AbsolutePath != "/sign-in";
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""name="Invitation" value="([^"]+)""")]
    private static partial Regex Invitation();
}
