using Microsoft.AspNetCore.SignalR;
using Tenancy.Permissions;

namespace Web.Live.Hub;

/// <summary>One connection to the hub, and what it has been shown.</summary>
/// <remarks>A viewer that is slow to take what is sent gets fewer and larger changes; nobody else waits for it.</remarks>
public sealed class Viewer(string connection, Func<Caller> caller, IClientProxy client)
{
    /// <summary>Shortest time between two messages.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Id of the connection.</summary>
    public string Connection => connection;

    /// <summary>Who looks, with what it may do now.</summary>
    public Caller Caller => caller();

    /// <summary>What it looks at, if anything.</summary>
    internal Topic? Topic { get; set; }

    /// <summary>The picture that it has before its eyes.</summary>
    internal Picture? Seen { get; private set; }

    private Task Sending { get; set; } = Task.CompletedTask;

    private long SentAt { get; set; }

    /// <summary>Whether it can take something now.</summary>
    internal bool IsReady(TimeProvider time) => Sending.IsCompleted && time.GetElapsedTime(SentAt) >= Interval;

    /// <summary>Shows everything.</summary>
    internal void Show(Picture picture, TimeProvider time) => Send("picture", picture, picture, time);

    /// <summary>Shows what changed, which makes <paramref name="picture"/> of what it has seen.</summary>
    internal void Show(Changes changes, Picture picture, TimeProvider time) => Send("changes", changes, picture, time);

    /// <summary>Tells that it may no longer see what it watched.</summary>
    internal void End(string reason, TimeProvider time) => Send("ended", reason, Seen, time);

    private void Send(string message, object what, Picture? picture, TimeProvider time)
    {
        Seen = picture;
        SentAt = time.GetTimestamp();
        Sending = client.SendAsync(message, what);
    }
}
