using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Platform.Tests.Architecture;

namespace Platform.Tests.Live;

/// <summary>The stock npm client of SignalR under Node, watching one jurisdiction.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<(string Message, JsonElement Body)> _messages = Channel.CreateUnbounded<(string, JsonElement)>();

    private HubClient(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not { } text)
                return;
            var said = JsonDocument.Parse(text).RootElement;
            _messages.Writer.TryWrite((said.GetProperty("message").GetString()!, said.GetProperty("body")));
        };
        process.BeginOutputReadLine();
    }

    public static HubClient Start(Uri site, string token, string jurisdiction) => new(Process.Start(new ProcessStartInfo(
        "node",
        [
            Path.Combine(SourceTree.Root, "tests", "Platform.Tests", "Live", "watch.mjs"), Path.Combine(SourceTree.Root, "web", "Assets", "package.json"),
            site.GetLeftPart(UriPartial.Authority), token, jurisdiction,
        ])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    /// <summary>Waits for a message of this name and passes over others.</summary>
    public async Task<JsonElement> UntilAsync(string message, Func<JsonElement, bool>? such = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var (name, body) = await _messages.Reader.ReadAsync(patience.Token);
            if (name == message && (such is null || such(body)))
                return body;
        }
    }

    /// <summary>What has come until now.</summary>
    public IReadOnlyList<(string Message, JsonElement Body)> Drain()
    {
        var all = new List<(string, JsonElement)>();
        while (_messages.Reader.TryRead(out var one))
            all.Add(one);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
