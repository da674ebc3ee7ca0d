using System.Net;
using System.Text;
using Platform.Tests.Quarantine;
using Tenancy.Machines;
using Xunit;

namespace Platform.Tests.Permissions;

/// <summary>Walks every route with every kind of machine: what a machine may not do is refused, and never fails.</summary>
public sealed class MachineWalkTests(Bed bed) : IClassFixture<Bed>
{
    private static readonly string[] Bodies = ["", "{}", "[]", "null", "{"];

    public static TheoryData<string> Scopes => [.. MachineScopes.All];

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task EveryRoute_AnswersAMachineWithoutFailing(string scope)
    {
        using var machine = await bed.SystemAsync(scope: scope);
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["jurisdiction"] = [Bed.County], ["code"] = [bed.Item.Code], ["account"] = [Guid.Empty.ToString()], ["grant"] = [Guid.Empty.ToString()],
        };
        List<string> failed = [];
        foreach (var (method, address, isPage) in RouteWalk.Of(bed.Site.Services, values, "1", "x").Where(route => !route.Address.StartsWith("/health", StringComparison.Ordinal)))
        {
            string[] variants = isPage && method == "GET" ? ["", .. RouteWalk.ReadingHandlers.Select(handler => $"?handler={handler}")] : [""];
            foreach (var variant in variants)
            {
                foreach (var body in method == "GET" ? [""] : Bodies)
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), address + variant);
                    if (method != "GET")
                        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                    using var answer = await machine.SendAsync(request);
                    if ((int)answer.StatusCode >= 500)
                        failed.Add($"{method} {address}{variant} with '{body}': {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [Fact]
    public async Task Notifications_AreAPersons()
    {
        using var machine = await bed.SystemAsync(scope: "totals");
        foreach (var address in new[] { "/notifications", "/notifications?handler=Count" })
            Assert.Equal(HttpStatusCode.Forbidden, (await machine.GetAsync(address)).StatusCode);
    }
}
