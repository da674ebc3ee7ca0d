using System.Globalization;
using Grains.Calendars;

namespace Web.Entry;

/// <summary>What was typed, or stands in a fresh form: values by the fields' names, kept as they are.</summary>
/// <param name="values">All values of a name.</param>
public sealed class EntryInput(Func<string, IReadOnlyList<string>> values)
{
    /// <summary>How a local date and time is written in a form.</summary>
    public const string LocalForm = "yyyy-MM-dd'T'HH:mm:ss";

    private static readonly string[] LocalForms = [LocalForm, "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>A form as posted.</summary>
    public static EntryInput Of(IFormCollection form) => new(name => [.. form[name].OfType<string>()]);

    /// <summary>A fresh form with these values.</summary>
    public static EntryInput Of(params (string Name, string? Value)[] fresh) =>
        new(name => [.. fresh.Where(value => value.Name == name && value.Value is not null).Select(value => value.Value!)]);

    /// <summary>The value of a field, trimmed; null where it is blank.</summary>
    public string? this[string name] => values(name).Select(value => value.Trim()).FirstOrDefault(value => value.Length > 0);

    /// <summary>The entries of a list: what is ticked, and each line of one's own.</summary>
    public IEnumerable<string> List(string name) =>
        values(name).Concat(values(name + ".own").SelectMany(own => own.Split('\n'))).Select(entry => entry.Trim()).Where(entry => entry.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>The lines of one's own, as typed.</summary>
    public string? Own(string name) => this[name + ".own"];

    /// <summary>A local date and time as an instant with its offset; what is none, as it was typed.</summary>
    public string? Instant(string name, Zone zone) => this[name] is not { } typed ? null
        : DateTime.TryParseExact(typed, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? zone.At(local).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : typed;

    /// <summary>An instant as a form shows it.</summary>
    public static string Local(DateTimeOffset at, Zone zone) => zone.Local(at).ToString(LocalForm, CultureInfo.InvariantCulture);
}
