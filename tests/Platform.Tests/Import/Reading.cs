using System.IO.Compression;
using System.Text;
using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>Reads small literal logs through files, as the product does.</summary>
internal static class Reading
{
    public const string Header = "case,what,when,id,who,deadline\n";

    public const string Profile = """
        {
          "name": "small",
          "columns": { "case": "case", "activity": "what", "occurredAt": "when", "eventId": ["id"], "handler": "who" },
          "time": { "zone": "Europe/Amsterdam" },
          "activities": {
            "receive": { "kind": "accepted" },
            "check": { "kind": "step-completed", "step": "S1" },
            "check+start": { "kind": "step-started", "step": "S1" }
          },
          "data": [{ "name": "promisedClosingTime", "column": "deadline", "type": "instant", "on": ["receive"] }],
          "target": { "department": "office", "item": "permit" }
        }
        """;

    public const string XesProfile = """
        {
          "name": "small-xes",
          "columns": { "case": "case:concept:name", "activity": "concept:name", "occurredAt": "time:timestamp", "eventId": ["concept:instance"], "post": "org:group" },
          "activities": { "receive": { "kind": "accepted" }, "check": { "kind": "step-completed", "step": "S1" } },
          "data": [
            { "name": "promisedClosingTime", "column": "case:deadline", "type": "instant", "on": ["receive"] },
            { "name": "weight", "column": "size/weight", "type": "text" }
          ],
          "target": { "department": "office", "item": "permit" }
        }
        """;

    public static Task<List<LogItem>> Csv(string text, string profile = Profile) => Bytes(Encoding.UTF8.GetBytes(text), "log.csv", profile);

    public static Task<List<LogItem>> Xes(string text, string profile = XesProfile) => Bytes(Encoding.UTF8.GetBytes(text), "log.xes", profile);

    public static async Task<List<LogItem>> Bytes(byte[] content, string name, string profile)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
            return await All(new LogFile(path, name), await ProfileOf(profile));
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static async Task<List<LogItem>> All(LogFile file, MappingProfile profile)
    {
        var mapper = new FactMapper(profile);
        List<LogItem> items = [];
        await foreach (var item in LogReader.Read(file, profile, long.MaxValue, _ => { }, TestContext.Current.CancellationToken))
            items.Add(mapper.Map(item));
        return items;
    }

    public static async Task<MappingProfile> ProfileOf(string json)
    {
        var reading = await ReadProfile(json);
        Assert.Empty(reading.Faults);
        return reading.Profile!;
    }

    public static Task<ProfileReading> ReadProfile(string json) =>
        MappingProfiles.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), TestContext.Current.CancellationToken);

    public static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
