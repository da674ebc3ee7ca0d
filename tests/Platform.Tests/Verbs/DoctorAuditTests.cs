using System.Text.Json;
using Npgsql;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Verbs;

/// <summary>What <c>./run doctor</c> sees of the audit logs.</summary>
public sealed class DoctorAuditTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LogThatTheNewestSealIsNotOf_IsRed()
    {
        Assert.Equal("green", (await LightAsync()).Light);
        await RunAsync("seal", "--jurisdiction", "330802");
        Assert.Equal("green", (await LightAsync()).Light);
        await platform.Server.ExecuteAsync(
            platform.Directory, $"update audit_entry set hash = sha256('') where tenant = {platform["330802"].Id} and n = 1");
        var (light, detail) = await LightAsync();
        Assert.Equal("red", light);
        Assert.Contains("./run verify --jurisdiction 330802", detail, StringComparison.Ordinal);
    }

    private async Task<(string Light, string Detail)> LightAsync()
    {
        using var answer = JsonDocument.Parse(await RunAsync("doctor", "--json"));
        var finding = Assert.Single(answer.RootElement.EnumerateArray(), one => one.GetProperty("check").GetString() == "audit log");
        return (finding.GetProperty("light").GetString()!, finding.GetProperty("detail").GetString()!);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (_, output, _) = await Node.RunAsync([.. arguments, "--data", _folder.Path], new()
        {
            ["ConnectionStrings__Platform"] = new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString,
            ["Platform__DataDatabases"] = $"{platform.First},{platform.Second}",
            ["PLATFORM_KEY"] = Convert.ToBase64String(PostgresServer.Master),
        });
        return output;
    }
}
