using System.Text;
using Grains.Calendars;
using Xunit;

namespace Grains.Tests.Calendars;

public sealed class ArrangementFileTests
{
    [Fact]
    public void File_IsReadWithItsPapersAndDays()
    {
        var read = Parse("""{"year":2019,"papers":["p"],"days":[{"name":"元旦","date":"2018-12-29","isOffDay":false}]}""", out var problem);
        Assert.Null(problem);
        Assert.Equal(2019, read!.Year);
        Assert.Equal(["p"], read.Papers);
        Assert.Equal([new ArrangedDay(new(2018, 12, 29), "元旦", IsOffDay: false)], read.Days);
    }

    [Theory]
    [InlineData("nonsense", "invalid JSON")]
    [InlineData("[]", "year")]
    [InlineData("""{"days":[]}""", "year")]
    [InlineData("""{"year":2024}""", "days")]
    [InlineData("""{"year":2024,"days":[],"days":[]}""", "'days'")]
    [InlineData("""{"year":2024,"days":[7]}""", "days[0]")]
    [InlineData("""{"year":2024,"days":[{"name":"x","date":"2024-02-30","isOffDay":true}]}""", "days[0]")]
    [InlineData("""{"year":2024,"days":[{"name":"x","date":"2022-10-01","isOffDay":true}]}""", "days[0]")]
    [InlineData("""{"year":2024,"days":[{"name":"x","date":"2024-10-01","isOffDay":"yes"}]}""", "days[0]")]
    [InlineData("""{"year":2024,"days":[],"papers":["\ud800"]}""", "UTF-16")]
    [InlineData("""{"year":2024,"days":[{"name":"\ud800","date":"2024-10-01","isOffDay":true}]}""", "UTF-16")]
    public void BadFile_IsRefusedWithThePlace(string json, string place)
    {
        Assert.Null(Parse(json, out var problem));
        Assert.Contains(place, problem!, StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedFiles_HoldElevenYearsWithTheCountedDays()
    {
        Assert.Equal([30, 29, 29, 31, 37, 38, 38, 34, 36, 33, 39], ShippedArrangements.All.Select(paper => paper.Days.Length));
        Assert.Equal(Enumerable.Range(2016, 11), ShippedArrangements.All.Select(paper => paper.Year));
    }

    private static HolidayArrangement? Parse(string json, out string? problem) =>
        ArrangementFile.Parse(Encoding.UTF8.GetBytes(json), out problem);
}
