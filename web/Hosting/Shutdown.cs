using System.Runtime.InteropServices;

namespace Web.Hosting;

/// <summary>Turns Ctrl-C and SIGTERM into a token, so that what was begun is ended in order even before the host runs.</summary>
internal sealed class Shutdown : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _signals;

    /// <summary>Listens from now on.</summary>
    public Shutdown() => _signals =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];

    /// <summary>Cancelled as soon as somebody asks this process to end.</summary>
    public CancellationToken Token => _asked.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = true;
        _asked.Cancel();
    }
}
