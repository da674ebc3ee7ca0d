using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Grains.Rules;
using Web.Resources;
using Xunit;

namespace Browser.Tests.Texts;

/// <summary>Every text of the screens stands in Chinese and in English, and every text asked for exists.</summary>
public sealed partial class TextsTests
{
    public static TheoryData<string> Resources() =>
    [
        .. typeof(Shell).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Shell).Namespace && !type.IsNested)
            .Select(type => type.FullName!),
    ];

    [Theory]
    [MemberData(nameof(Resources))]
    public void EveryText_StandsInBothLanguages(string resource)
    {
        var chinese = Texts(resource, CultureInfo.InvariantCulture);
        var english = Texts(resource, CultureInfo.GetCultureInfo("en"));

        Assert.NotEmpty(chinese);
        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese.Concat(english), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void EveryText_HasTheSamePlacesInBothLanguages(string resource)
    {
        var english = Texts(resource, CultureInfo.GetCultureInfo("en"));

        foreach (var (key, chinese) in Texts(resource, CultureInfo.InvariantCulture))
            Assert.Equal((key, PlacesOf(chinese)), (key, PlacesOf(english[key])));
    }

    [Fact]
    public void EveryTextThatAPageAsksFor_Exists()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "web", "Pages"), "*.cshtml", SearchOption.AllDirectories);
        var missing = pages.SelectMany(MissingIn).ToList();

        Assert.NotEmpty(pages);
        Assert.Empty(missing);
    }

    [Fact]
    public void EveryPermission_HasAName()
    {
        var known = Texts(typeof(Shell).FullName!, CultureInfo.InvariantCulture);
        Assert.All(Enum.GetNames<Tenancy.Permissions.Permission>(), name => Assert.Contains($"permission.{name}", known.Keys));
    }

    [Fact]
    public void EveryNumberOfARule_HasASentenceAndALabel()
    {
        var known = Texts(typeof(Rules).FullName!, CultureInfo.InvariantCulture);
        var numbers = Enum.GetValues<RuleKind>().SelectMany(kind => kind.Parameters().Select(parameter => $"{kind.Name()}.{parameter.Name}")).ToList();

        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.True(known.ContainsKey($"parameter.{number}") && known.ContainsKey($"label.{number}"), number));
    }

    private static IEnumerable<string> MissingIn(string page)
    {
        var source = File.ReadAllText(page);
        var names = Injected().Matches(source).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["type"].Value, StringComparer.Ordinal);
        names.TryAdd("Texts", nameof(Shell));
        foreach (var (name, type) in names)
        {
            var known = Texts($"{typeof(Shell).Namespace}.{type}", CultureInfo.InvariantCulture);
            foreach (var key in Asked().Matches(source).Where(asked => asked.Groups["name"].Value == name).Select(asked => asked.Groups["key"].Value))
            {
                if (!known.ContainsKey(key))
                    yield return $"{Path.GetFileName(page)}: {type}[{key}]";
            }
        }
    }

    private static Dictionary<string, string> Texts(string resource, CultureInfo culture)
    {
        var set = new ResourceManager(resource, typeof(Shell).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        return set is null ? [] : set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static string PlacesOf(string text) =>
        string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex("""@inject\s+IStringLocalizer<(?<type>\w+)>\s+(?<name>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Injected();

    // A key that is put together at run time ("area." + key) is proven by the screens that show it.
    [GeneratedRegex("""\b(?<name>\w+)\["(?<key>[^"]+)"\s*[\],]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    [GeneratedRegex("""\{\d+(?=[:}])""", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
