using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Quarantine;
using Web.Interface;
using Xunit;

namespace Platform.Tests.Interface;

public sealed class IntakeTests(Bed bed) : IClassFixture<Bed>
{
    [Fact]
    public async Task EventsThatAreNoText_GoToQuarantineAndTheOthersAreKept()
    {
        using var system = await bed.SystemAsync();
        // 甲 in GB 2312.
        byte[] foreign = [0xBC, 0xD7];
        var parts = bed.Event("IN-1", "in-1-c").Split("申请人甲");
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"[{bed.Event("IN-1", "in-1-a")},{bed.Event("\\ud800", "in-1-b")},"),
            .. Encoding.UTF8.GetBytes(parts[0]), .. foreign, .. Encoding.UTF8.GetBytes(parts[1]),
            .. Encoding.UTF8.GetBytes($",{bed.Event("IN-1", "in-1-d\\u0000")},{bed.Event("IN-1", "in-1-e")[..^1]},\"un\\u0000known\":1}}"),
            .. Encoding.UTF8.GetBytes($",{bed.Event("IN-1", "in-1-f")[..^2]},\"{new string('n', 101)}\\u0000\":1}}}},{bed.Event("IN-1", "in-1-g")}]"),
        ];
        using var answer = await system.PostAsync("/api/v1/events", Json(body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(2, told.GetProperty("accepted").GetInt32());
        Assert.Equal([1, 2, 3, 4, 5], told.GetProperty("refused").EnumerateArray().Select(one => one.GetProperty("index").GetInt32()));
        Assert.All(told.GetProperty("refused").EnumerateArray(), one => Assert.All(["code", "message", "expected"], text => Assert.NotEmpty(one.GetProperty(text).GetString()!)));
        Assert.Equal(2, await bed.EventsAsync("IN-1"));
        foreach (var id in (string[])["in-1-b", "in-1-c", "in-1-d\uFFFD", "in-1-e", "in-1-f"])
            Assert.NotEmpty((await Bed.EntryAsync(system, id)).GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task BodyThatBreaksOff_IsAProblemThatSaysWhere_AndIsKeptNowhere()
    {
        using var system = await bed.SystemAsync();
        var before = await CountsAsync(system);
        foreach (var body in new[] { "{\"a\":", $"{bed.Event("IN-9", "in-9")}\n{{\"a\":", $"[{bed.Event("IN-9", "in-9")}" })
        {
            using var answer = await system.PostAsync("/api/v1/events", Bed.Json(body));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("malformed", problem.GetProperty("code").GetString());
            Assert.Matches("line [0-9]+, byte [0-9]+", problem.GetProperty("detail").GetString()!);
        }

        Assert.Equal(before, await CountsAsync(system));
        Assert.Equal(0, await bed.EventsAsync("IN-9"));
        using var lines = await system.PostAsync(
            "/api/v1/events", new StringContent($"{bed.Event("IN-9", "in-9")}\n{{\"a\":\n", MediaTypeHeaderValue.Parse("application/x-ndjson")));
        var told = await lines.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 1), (told.GetProperty("accepted").GetInt32(), told.GetProperty("refused").GetArrayLength()));
        Assert.NotEqual(before, await CountsAsync(system));
    }

    private static Task<string> CountsAsync(HttpClient system) => system.GetStringAsync("/api/v1/quarantine/counts");

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task BodyThatCannotBeDecompressed_IsAProblem(string encoding)
    {
        using var system = await bed.SystemAsync();
        var content = Json(Encoding.UTF8.GetBytes($"[{bed.Event("IN-2", "in-2")}]"));
        content.Headers.ContentEncoding.Add(encoding);
        using var answer = await system.PostAsync("/api/v1/events", content);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        await IsProblemAsync(answer);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task CompressedBody_IsRead(string encoding)
    {
        using var system = await bed.SystemAsync();
        using var packed = new MemoryStream();
        await using (Stream packing = encoding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await packing.WriteAsync(Encoding.UTF8.GetBytes($"[{bed.Event($"IN-3-{encoding}", "in-3")}]"), TestContext.Current.CancellationToken);
        var content = Json(packed.ToArray());
        content.Headers.ContentEncoding.Add(encoding);
        using var answer = await system.PostAsync("/api/v1/events", content);
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32());
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("Identity")]
    public async Task BodyThatSaysItIsNotCompressed_IsRead(string encoding)
    {
        using var system = await bed.SystemAsync();
        var content = Json(Encoding.UTF8.GetBytes($"[{bed.Event($"IN-12-{encoding}", "in-12")}]"));
        content.Headers.ContentEncoding.Add(encoding);
        using var answer = await system.PostAsync("/api/v1/events", content);
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task PackedLinesThatBreakOffAtAFlush_AreAProblemThatSaysWhere_AndAreKeptNowhere(string encoding)
    {
        using var system = await bed.SystemAsync();
        var number = $"IN-10-{encoding}";
        var before = await CountsAsync(system);
        using var packed = new MemoryStream();
        await using (var packing = Packing(encoding, packed))
        {
            await packing.WriteAsync(Lines(number, 0, 20), TestContext.Current.CancellationToken);
            await packing.FlushAsync(TestContext.Current.CancellationToken);
            var broken = packed.ToArray();
            await packing.WriteAsync(Lines(number, 20, 20), TestContext.Current.CancellationToken);
            await UnreadableAsync(system, broken, encoding);
        }

        Assert.Equal(before, await CountsAsync(system));
        Assert.Equal(0, await bed.EventsAsync(number));
        Assert.Equal(40, await AcceptedAsync(system, packed.ToArray(), encoding));
    }

    [Fact]
    public async Task GzipOfSeveralArchives_IsReadWhole_OrNotAtAll()
    {
        using var system = await bed.SystemAsync();
        byte[] first = await PackAsync(Lines("IN-11", 0, 2)), both = [.. first, .. await PackAsync(Lines("IN-11", 2, 3))];
        foreach (var length in (int[])[first.Length - 8, first.Length - 1, first.Length + 1, first.Length + 10, both.Length - 8, both.Length - 4, both.Length - 1])
            await UnreadableAsync(system, both[..length], "gzip");
        await UnreadableAsync(system, [.. first, .. "and more"u8], "gzip");
        Assert.Equal(0, await bed.EventsAsync("IN-11"));
        Assert.Equal(5, await AcceptedAsync(system, both, "gzip"));
    }

    private byte[] Lines(string number, int from, int count) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(from, count).Select(n => bed.Event(number, $"{number}-{n}") + "\n")));

    private static Stream Packing(string encoding, Stream packed) => encoding switch
    {
        "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        _ => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
    };

    private static async Task<byte[]> PackAsync(byte[] body)
    {
        using var packed = new MemoryStream();
        await using (var packing = Packing("gzip", packed))
            await packing.WriteAsync(body);
        return packed.ToArray();
    }

    private static async Task<HttpResponseMessage> SendLinesAsync(HttpClient system, byte[] packed, string encoding)
    {
        using var content = new ByteArrayContent(packed) { Headers = { ContentType = new("application/x-ndjson"), ContentEncoding = { encoding } } };
        return await system.PostAsync("/api/v1/events", content);
    }

    private static async Task<int> AcceptedAsync(HttpClient system, byte[] packed, string encoding)
    {
        using var answer = await SendLinesAsync(system, packed, encoding);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32();
    }

    private static async Task UnreadableAsync(HttpClient system, byte[] packed, string encoding)
    {
        using var answer = await SendLinesAsync(system, packed, encoding);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{packed.Length}: {problem}");
        Assert.Equal("unreadable", problem.GetProperty("code").GetString());
        Assert.Matches("byte [0-9]+", problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task BodyInAnotherCharset_IsAProblem()
    {
        using var system = await bed.SystemAsync();
        using var utf16 = await system.PostAsync("/api/v1/events", Json(Encoding.Unicode.GetBytes($"[{bed.Event("IN-4", "in-4")}]")));
        using var declared = await system.PostAsync("/api/v1/events", new StringContent("[]", MediaTypeHeaderValue.Parse("application/json; charset=gb2312")));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType), (utf16.StatusCode, declared.StatusCode));
        await IsProblemAsync(utf16);
        await IsProblemAsync(declared);
    }

    [Theory]
    [InlineData("/api/v1/nowhere", "text/html")]
    [InlineData("/api/v1/quarantine?code=%00", "text/html")]
    [InlineData("/connect/nowhere", "text/html")]
    [InlineData("/api/v1/quarantine/x", "image/png")]
    public async Task Failure_IsAProblemWhateverIsAccepted(string address, string accept)
    {
        using var system = await bed.SystemAsync();
        system.DefaultRequestHeaders.Accept.ParseAdd(accept);
        using var answer = await system.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        await IsProblemAsync(answer);
    }

    [Fact]
    public async Task EarliestAndLatestInstants_AreRecorded()
    {
        using var system = await bed.SystemAsync();
        var early = bed.Event("IN-5", "in-5").Replace("2026-11-20T09:30:00+08:00", "1900-01-01T00:00:00Z", StringComparison.Ordinal);
        var late = bed.Event("IN-6", "in-6").Replace("\"applicantName\":\"申请人甲\"", "\"appliedAt\":\"1900-01-01T00:00:00Z\",\"promisedClosingTime\":\"2099-12-31T23:59:59Z\"", StringComparison.Ordinal);
        var answer = await Bed.SendAsync(system, early, late);
        Assert.Equal((2, 0), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("refused").GetArrayLength()));
    }

    [Fact]
    public async Task WhatNamesAPerson_IsNotInTheChain()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("IN-7", "in-7", kind: "extended")
            .Replace("\"applicantName\":\"申请人甲\"", "\"days\":5,\"approver\":\"某科长\",\"applicantPhone\":\"13800000000\",\"ourOwn\":\"某人\"", StringComparison.Ordinal));
        var county = bed.Site.Platform[Bed.County];
        var chain = string.Concat((await bed.Site.Platform.Server.ListAsync<byte[]>(county.Database, $"select body from event where tenant = {county.Id}")).Select(Encoding.UTF8.GetString));
        Assert.Contains("in-7", chain, StringComparison.Ordinal);
        Assert.All(["某科长", "13800000000", "某人"], text => Assert.DoesNotContain(text, chain, StringComparison.Ordinal));
        var apart = string.Concat((await bed.Site.Platform.Server.ListAsync<byte[]>(county.Database, $"select body from personal where tenant = {county.Id}")).Select(Encoding.UTF8.GetString));
        Assert.Contains("13800000000", apart, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeyondTheBudget_IsRefusedUntilOthersAreAnswered()
    {
        using var system = await bed.SystemAsync();
        var tenant = bed.Site.Platform[Bed.County].Id;
        var budget = bed.Site.Services.GetRequiredService<BodyBudget>();
        using (var large = budget.Begin(tenant, bed.Department))
        {
            while (large.TryReach(large.Taken + 1))
            {
            }

            using var refused = await system.PostAsync("/api/v1/events", Bed.Json($"[{bed.Event("IN-8", "in-8")}]"));
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            await IsProblemAsync(refused);
            using var other = await bed.SystemAsync(bed.Other);
            using var heard = await other.PostAsync("/api/v1/events", Bed.Json("[]"));
            Assert.Equal(HttpStatusCode.OK, heard.StatusCode);
        }

        using var taken = await system.PostAsync("/api/v1/events", Bed.Json($"[{bed.Event("IN-8", "in-8")}]"));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static async Task IsProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
    }
}
