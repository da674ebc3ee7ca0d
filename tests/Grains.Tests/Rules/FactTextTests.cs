using System.Collections.Immutable;
using System.Globalization;
using Grains.Calendars;
using Grains.Rules;
using Grains.Tests.Cases;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class FactTextTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Fact]
    public void Facts_AreToldInLocalTimeAndInBothLanguages()
    {
        ImmutableArray<KeyValuePair<string, string>> facts =
            [new("due", "2026-03-16T16:00:00Z"), new("legal", "2026-03-16T15:30:00Z"), new("decidedAt", "2026-03-16T16:00:00Z"), new("lacks", "reason, remedies"), new("dueDay", "2026-03-16"), new("doneAt", "")];
        Assert.Equal(
            [new("到期时间", "2026年3月16日"), new("法定到期时间", "2026年3月16日 23:30"), new("决定时间", "2026年3月17日 00:00"), new("缺少", "理由、救济途径"), new("到期日", "2026年3月16日")],
            FactText.Of(facts, Zone.Shanghai, Chinese));
        Assert.Equal(
            [new("Due", "16 Mar 2026"), new("Due by law", "16 Mar 2026 23:30"), new("Decided", "17 Mar 2026 00:00"), new("Missing", "the reason, the remedies"), new("Due day", "16 Mar 2026")],
            FactText.Of(facts, Zone.Shanghai, English));
    }

    [Fact]
    public void EveryFactThatIsEverFound_HasItsLabel()
    {
        var facts = RuleExamples.All
            .SelectMany(example => example.Story.Judged(example.Now, example.Item, example.Retired).Faults)
            .SelectMany(fault => fault.Facts)
            .Where(fact => fact.Value.Length > 0);
        Assert.All(facts, fact => Assert.NotEqual(fact.Key, Assert.Single(FactText.Of([fact], Zone.Shanghai, Chinese)).Key));
        Assert.All(facts, fact => Assert.NotEqual(fact.Key, Assert.Single(FactText.Of([fact], Zone.Shanghai, English)).Key));
    }

    [Theory]
    [InlineData("lacks")]
    [InlineData("why")]
    [InlineData("happened")]
    public void EveryCodedValueThatIsEverFound_IsTold(string name)
    {
        var facts = RuleExamples.All
            .SelectMany(example => example.Story.Judged(example.Now, example.Item, example.Retired).Faults)
            .SelectMany(fault => fault.Facts)
            .Where(fact => fact.Key == name)
            .Distinct()
            .ToList();
        Assert.NotEmpty(facts);
        Assert.All(facts, fact => Assert.DoesNotContain(FactText.Of([fact], Zone.Shanghai, Chinese)[0].Value, character => char.IsAsciiLetter(character)));
    }
}
