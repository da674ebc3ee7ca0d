using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Silo.Ticker;
using Silo.Valve;
using Xunit;

namespace Platform.Tests.Silo.Valve;

/// <summary>A small province, and a carrier that has not carried anything yet.</summary>
public abstract class CarrierBed(PostgresServer server) : IAsyncLifetime
{
    private Ticks _ticks = null!;

    private protected TestProvince Tree { get; private set; } = null!;

    private protected Reach Reach { get; private set; } = null!;

    private protected Carrier Carrier { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Tree = await TestProvince.CreateAsync(server);
        _ticks = new Ticks(Tree.Sessions, TimeProvider.System, NullLogger<Ticks>.Instance);
        Reach = new Reach(Tree.Sessions, TimeProvider.System, NullLogger<Reach>.Instance);
        Carrier = new Carrier(Tree.Sessions, Tree.Jurisdictions, _ticks, Reach, TimeProvider.System, NullLogger<Carrier>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _ticks.DisposeAsync();
        await Reach.DisposeAsync();
        await Tree.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
