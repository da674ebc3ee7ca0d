using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Grains.Calendars;

/// <summary>The JSON form of a holiday arrangement: <c>{year, papers[], days:[{name, date, isOffDay}]}</c>.</summary>
/// <remarks>The form of the project NateScarlet/holiday-cn, whose files stand in data/holidays.</remarks>
public static class ArrangementFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="json">The file, UTF-8.</param>
    /// <param name="problem">What is wrong and where, when the answer is null.</param>
    public static HolidayArrangement? Parse(ReadOnlyMemory<byte> json, out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Parse(document.RootElement, out problem);
        }
        catch (JsonException unreadable)
        {
            problem = unreadable.Message;
            return null;
        }
        catch (InvalidOperationException halved)
        {
            // Half of a character that takes two escapes (\ud800) is well-formed JSON and no text.
            problem = halved.Message;
            return null;
        }
    }

    private static HolidayArrangement? Parse(JsonElement root, out string? problem)
    {
        if (!Has(root, "year", JsonValueKind.Number, out var yearValue) || !yearValue.TryGetInt32(out var year) || year is < 2000 or > 2999)
            return Refuse("year: a number from 2000 to 2999 is expected.", out problem);
        if (!Has(root, "days", JsonValueKind.Array, out var list))
            return Refuse("days: a list is expected.", out problem);
        var days = new List<ArrangedDay>();
        foreach (var line in list.EnumerateArray())
        {
            if (Line(line, year) is not { } day)
                return Refuse($"days[{days.Count}]: {{name, date, isOffDay}} with a date from {year - 1}-12 to {year}-12 is expected.", out problem);
            days.Add(day);
        }
        problem = null;
        return new(year, Papers(root), [.. days.OrderBy(day => day.Day)]);
    }

    private static ArrangedDay? Line(JsonElement line, int year)
    {
        if (!Has(line, "date", JsonValueKind.String, out var date) || !Has(line, "name", JsonValueKind.String, out var name))
            return null;
        if (!DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        if (day < new DateOnly(year - 1, 12, 1) || day > new DateOnly(year, 12, 31))
            return null;
        if (!line.TryGetProperty("isOffDay", out var off) || off.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return null;
        return new(day, name.GetString()!, off.GetBoolean());
    }

    private static ImmutableArray<string> Papers(JsonElement root) =>
        Has(root, "papers", JsonValueKind.Array, out var papers)
            ? [.. papers.EnumerateArray().Where(paper => paper.ValueKind == JsonValueKind.String).Select(paper => paper.GetString()!)]
            : [];

    private static bool Has(JsonElement element, string name, JsonValueKind kind, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind == kind;
    }

    private static HolidayArrangement? Refuse(string why, out string? problem)
    {
        problem = why;
        return null;
    }
}
