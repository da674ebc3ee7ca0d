using Xunit;

namespace Platform.Tests.Isolation;

/// <summary>Nothing of another tenant can be had from raw SQL in one's own session.</summary>
public sealed class IsolationTests(Arena arena) : IClassFixture<Arena>
{
    public static TheoryData<Attack> All => [.. Attacks.All];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Attempt_LearnsNothing(Attack attack) => Assert.Empty(await attack.Known.Find(arena));
}
