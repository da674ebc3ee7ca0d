using System.Text;
using Grains.Catalogue;
using Grains.Rules;
using Tenancy;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class RulebookJsonTests
{
    private const string Minimal = """
        {
          "version": 3, "name": "县规则", "englishName": "County rules", "effectiveFrom": "2026-01-01T00:00:00+08:00",
          "rules": [
            {
              "code": "soon", "kind": "due-soon", "name": "预警", "englishName": "Warning", "colour": "yellow", "points": 0.5,
              "clause": "第十条", "supervision": "efficiency", "parameters": { "workingDays": 5 },
              "scope": { "levels": ["county", "township"], "itemKinds": ["permit"], "departments": ["traffic"] }
            }
          ]
        }
        """;

    [Fact]
    public void Rulebook_IsReadAsItStands()
    {
        var book = Read(Minimal);
        var rule = Assert.Single(book.Rules);
        Assert.Equal((3, "县规则", new DateTimeOffset(2025, 12, 31, 16, 0, 0, TimeSpan.Zero)), (book.Version, book.Name, book.EffectiveFrom));
        Assert.Equal((RuleKind.DueSoon, Colour.Yellow, 5, 5, 5), (rule.Kind, rule.Colour, rule.Points, rule.RedPoints, rule.Parameter(RuleParameter.WorkingDays)));
        Assert.Equal([Level.County, Level.Township], rule.Scope.Levels);
        Assert.Equal([ItemKind.Permit], rule.Scope.ItemKinds);
        Assert.Equal(Rule.PlatformDefault, rule.PointsSource);
    }

    [Theory]
    [InlineData("\"version\": 3", "\"version\": 0", "$.version", "out-of-range")]
    [InlineData("\"due-soon\"", "\"due-someday\"", "$.rules[0].kind", "unknown-value")]
    [InlineData("\"yellow\"", "\"none\"", "$.rules[0].colour", "colour-missing")]
    [InlineData("\"points\": 0.5", "\"points\": 0.55", "$.rules[0].points", "out-of-range")]
    [InlineData("\"workingDays\": 5", "\"workingDay\": 5", "$.rules[0].parameters.workingDay", "unknown-member")]
    [InlineData("\"workingDays\": 5", "\"workingDays\": 0", "$.rules[0].parameters.workingDays", "out-of-range")]
    [InlineData("\"clause\": \"第十条\"", "\"clause\": \" \"", "$.rules[0].clause", "not-a-text")]
    [InlineData("\"clause\": \"第十条\", ", "", "$.rules[0].clause", "missing")]
    [InlineData("\"clause\": \"第十条\"", "\"clause\": \"第十条\", \"kindClauses\": [{ \"itemKinds\": [], \"clause\": \"第六十条\" }]", "$.rules[0].kindClauses[0].itemKinds", "wrong-count")]
    [InlineData("\"clause\": \"第十条\"", "\"clause\": \"第十条\", \"kindClauses\": [{ \"itemKinds\": [\"penalty\"] }]", "$.rules[0].kindClauses[0].clause", "missing")]
    [InlineData("\"code\": \"soon\"", "\"code\": \"so:on\"", "$.rules[0].code", "malformed")]
    [InlineData("\"points\": 0.5", "\"points\": 0.5, \"redAfterWorkingDays\": 1", "$.rules[0].redAfterWorkingDays", "only-yellow-turns-red")]
    [InlineData("\"township\"", "\"village\"", "$.rules[0].scope.levels[1]", "unknown-value")]
    [InlineData("2026-01-01T00:00:00+08:00", "1 January", "$.effectiveFrom", "not-an-instant")]
    [InlineData("\"version\": 3", "\"version\": 3, \"version\": 4", "$.version", "told-twice")]
    [InlineData("\"workingDays\": 5", "\"workingDays\": 5, \"workingDays\": 9", "$.rules[0].parameters.workingDays", "told-twice")]
    [InlineData("\"rules\": [", "\"rule\": [", "$.rule", "unknown-member")]
    [InlineData("\"version\": 3", "\"version\": 3, \"\\ud800\": 1", "$", "not-json")]
    [InlineData("县规则", "\\ud800", "$", "not-json")]
    public void Mistake_IsLocated(string right, string wrong, string path, string code)
    {
        Assert.False(RulebookJson.TryRead(Encoding.UTF8.GetBytes(Minimal.Replace(right, wrong, StringComparison.Ordinal)), out var book, out var errors));
        Assert.Null(book);
        Assert.Contains(errors, error => error.Path == path && error.Code == code);
    }

    [Fact]
    public void RepeatedCode_IsLocated()
    {
        var text = Encoding.UTF8.GetString(RulebookWriter.Write(Read(Minimal) with { Rules = [.. Read(Minimal).Rules, .. Read(Minimal).Rules] }));
        Assert.False(RulebookJson.TryRead(Encoding.UTF8.GetBytes(text), out _, out var errors));
        Assert.Equal(("$.rules[1].code", "code-repeated"), (Assert.Single(errors).Path, errors[0].Code));
    }

    [Fact]
    public void TextThatIsNoJson_IsLocated()
    {
        Assert.False(RulebookJson.TryRead("{\n  \"version\": }"u8.ToArray(), out _, out var errors));
        Assert.StartsWith("$ (line 2", Assert.Single(errors).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Rulebook_ReadsBackAsItWasWritten()
    {
        foreach (var book in (Rulebook[])[Preset.ShenzhenBase, Read(Minimal)])
        {
            var bytes = RulebookWriter.Write(book);
            Assert.True(RulebookJson.TryRead(bytes, out var read, out _));
            Assert.Equal(bytes, RulebookWriter.Write(read));
        }
    }

    private static Rulebook Read(string text)
    {
        Assert.True(RulebookJson.TryRead(Encoding.UTF8.GetBytes(text), out var book, out var errors), string.Join('\n', errors));
        return book;
    }
}
