using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

public sealed class MappingProfileTests
{
    [Fact]
    public async Task ShippedProfiles_AreSound()
    {
        Assert.Contains("wabo-receipt", MappingProfiles.Shipped);
        foreach (var name in MappingProfiles.Shipped)
            Assert.Empty((await MappingProfiles.Find(name, TestContext.Current.CancellationToken)).Faults);
    }

    [Fact]
    public async Task UnknownProfile_IsToldWithTheKnownNames()
    {
        var reading = await MappingProfiles.Find("no-such-profile", TestContext.Current.CancellationToken);
        Assert.Null(reading.Profile);
        Assert.Contains("wabo-receipt", Assert.Single(reading.Faults).Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"kind\": \"accepted\"", "\"kind\": \"applauded\"", "$.activities['receive'].kind")]
    [InlineData("\"kind\": \"accepted\"", "\"kind\": \"deemed-accepted\"", "$.activities['receive'].kind")]
    [InlineData(", \"step\": \"S1\" },", " },", "$.activities['check'].step")]
    [InlineData("Europe/Amsterdam", "Europe/Atlantis", "$.time.zone")]
    [InlineData("\"type\": \"instant\"", "\"type\": \"text\"", "$.data[0].type")]
    [InlineData("\"type\": \"instant\"", "\"type\": \"number\"", "$.data[0].type")]
    [InlineData("\"on\": [\"receive\"]", "\"on\": [\"recieve\"]", "$.data[0].on")]
    [InlineData("\"case\": \"case\", ", "", "$.columns.case")]
    [InlineData("[\"id\"]", "[]", "$.columns.eventId")]
    [InlineData("\"department\": \"office\", ", "", "$.target.department")]
    [InlineData("\"columns\": {", "\"text\": { \"delimiter\": \"::\" }, \"columns\": {", "$.text.delimiter")]
    [InlineData("\"columns\": {", "\"text\": { \"encoding\": \"klingon\" }, \"columns\": {", "$.text.encoding")]
    public async Task WrongProfile_SaysWhere(string good, string wrong, string where)
    {
        var reading = await Reading.ReadProfile(Reading.Profile.Replace(good, wrong, StringComparison.Ordinal));
        Assert.Null(reading.Profile);
        Assert.Equal(where, Assert.Single(reading.Faults).Where);
    }

    [Theory]
    [InlineData("\"fees\":[null]", "$.target.register.item.fees[0]")]
    [InlineData("\"flow\":{\"steps\":[null]}", "$.target.register.item.flow.steps[0]")]
    [InlineData("\"prerequisites\":[null]", "$.target.register.item.prerequisites[0]")]
    public async Task NullInTheItemOfAProfile_SaysWhere(string member, string where)
    {
        var register = $$"""{"departmentName": "局", "effectiveFrom": "2010-10-01", "paper": "1", "item": { {{member}} } }""";
        var reading = await Reading.ReadProfile(Reading.Profile.Replace("\"target\": {", "\"target\": { \"register\": " + register + ", ", StringComparison.Ordinal));
        Assert.Null(reading.Profile);
        Assert.Equal(where, Assert.Single(reading.Faults).Where);
    }

    [Fact]
    public async Task SeveralFaults_AreToldTogether() =>
        Assert.True((await Reading.ReadProfile("{}")).Faults.Count >= 5);

    [Theory]
    [InlineData("{ \"name\": ")]
    [InlineData("{ \"colums\": {} }")]
    [InlineData("{ \"name\": \"one\", \"name\": \"other\" }")]
    [InlineData("{ \"activities\": { \"T02\": null, \"T02\": null } }")]
    [InlineData("[]")]
    public async Task TextThatIsNoProfile_SaysOnWhichLine(string text) =>
        Assert.Contains("line 1", Assert.Single((await Reading.ReadProfile(text)).Faults).Where, StringComparison.Ordinal);
}
