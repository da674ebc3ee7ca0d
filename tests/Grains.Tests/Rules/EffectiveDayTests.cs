using Grains.Rules;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class EffectiveDayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-22T08:00:00Z", null)]
    [InlineData("2027-11-22T08:00:00Z", null)]
    [InlineData("2026-11-22T07:59:59Z", "in-the-past")]
    [InlineData("2027-11-22T08:00:01Z", "too-far-ahead")]
    [InlineData("2099-01-01T00:00:00Z", "too-far-ahead")]
    public void EffectiveDay_LiesAheadAndNotBeyondAYear(string from, string? code)
    {
        var fault = EffectiveDay.Faults(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), Now).SingleOrDefault();
        Assert.Equal(code, fault?.Code);
        Assert.Equal(code is null ? null : "$.effectiveFrom", fault?.Path);
    }
}
