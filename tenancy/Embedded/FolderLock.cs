namespace Tenancy.Embedded;

/// <summary>A lock on a file that the operating system drops when its holder ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly FileStream _stream;

    private FolderLock(FileStream stream) => _stream = stream;

    /// <summary>Waits until nobody else holds the lock, at most five minutes.</summary>
    public static async Task<FolderLock> ExclusiveAsync(string path, CancellationToken cancellation)
    {
        var until = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            if (TryExclusive(path) is { } held)
                return held;
            if (TimeProvider.System.GetTimestamp() > until)
                throw new EmbeddedServerException($"Another process has held {path} for {Patience.TotalMinutes:0} minutes.");
            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>Takes the lock when nobody holds it, not even shared; null otherwise.</summary>
    public static FolderLock? TryExclusive(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            return null;
        }
    }

    /// <summary>Takes the lock together with others who share it.</summary>
    public static FolderLock Shared(string path) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read));

    /// <summary>Gives the lock up.</summary>
    public void Dispose() => _stream.Dispose();
}
