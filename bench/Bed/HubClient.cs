using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bench.Bed;

/// <summary>A client of the live hub: SignalR's JSON protocol over a WebSocket, as far as watching needs it.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const byte Separator = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Action<JsonElement> _shown;
    private Task _reading = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;

    private HubClient(Action<JsonElement> shown) => _shown = shown;

    /// <summary>Watches a jurisdiction; <paramref name="shown"/> gets every set of totals as soon as it arrives: the watched one and each that changed.</summary>
    public static async Task<HubClient> WatchAsync(WebNode node, string cookies, string jurisdiction, Action<JsonElement> shown)
    {
        var client = new HubClient(shown);
        client._socket.Options.SetRequestHeader("Cookie", cookies);
        await client._socket.ConnectAsync(new UriBuilder(node.Client.BaseAddress!) { Scheme = "ws", Path = "/hubs/live" }.Uri, CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        var watching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client._reading = Task.Run(() => client.ReadAsync(watching));
        await client.SendAsync(new JsonObject { ["type"] = 1, ["invocationId"] = "1", ["target"] = "Watch", ["arguments"] = new JsonArray(jurisdiction) }.ToJsonString());
        await watching.Task.WaitAsync(TimeSpan.FromSeconds(30));
        client._pinging = client.PingAsync();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_reading, _pinging);
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync(TaskCompletionSource watching)
    {
        var buffer = new byte[1 << 20];
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), _end.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException($"The hub has closed the connection: {_socket.CloseStatusDescription}");
                filled += received.Count;
                var from = 0;
                for (var end = buffer.AsSpan(0, filled).IndexOf(Separator); end >= 0; end = buffer.AsSpan(from, filled - from).IndexOf(Separator))
                {
                    Take(buffer.AsMemory(from, end), watching);
                    from += end + 1;
                }

                buffer.AsSpan(from, filled - from).CopyTo(buffer);
                filled -= from;
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
        catch (Exception broken)
        {
            watching.TrySetException(broken);
            throw;
        }
    }

    private void Take(ReadOnlyMemory<byte> text, TaskCompletionSource watching)
    {
        using var json = JsonDocument.Parse(text);
        var message = json.RootElement;
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 1 when message.GetProperty("target").GetString() == "changes":
                foreach (var totals in message.GetProperty("arguments")[0].GetProperty("totals").EnumerateArray())
                    _shown(totals);
                break;
            case 3 when message.TryGetProperty("error", out var error):
                watching.TrySetException(new InvalidOperationException(error.GetString()));
                break;
            case 3:
                watching.TrySetResult();
                break;
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
                await SendAsync("""{"type":6}""");
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(new ReadOnlyMemory<byte>([.. Encoding.UTF8.GetBytes(message), Separator]), WebSocketMessageType.Text, true, _end.Token).AsTask();
}
