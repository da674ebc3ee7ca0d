using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Isolation;

/// <summary>Every attempt is able to succeed: with its wall broken it learns something, with the wall put back nothing again.</summary>
/// <remarks>On a server of its own, for some walls are the server's.</remarks>
public sealed class BreachTests(BreachTests.Scratch scratch) : IClassFixture<BreachTests.Scratch>
{
    public static TheoryData<Attack> All => [.. Attacks.All];

    [Theory]
    [MemberData(nameof(All))]
    public async Task BrokenWall_IsFound(Attack attack)
    {
        var (arena, known) = (scratch.Arena, attack.Known);
        var database = known.InDirectory ? arena.Platform.Directory : arena.Platform.First;
        await arena.OwnerAsync(database, known.Breach);
        try
        {
            Assert.NotEmpty(await known.Find(arena));
        }
        finally
        {
            await arena.OwnerAsync(database, known.Mend);
        }

        Assert.Empty(await known.Find(arena));
    }

    public sealed class Scratch : IAsyncLifetime
    {
        private readonly PostgresServer _server = new();
        private Arena? _arena;

        public Arena Arena => _arena!;

        public async ValueTask InitializeAsync()
        {
            await _server.InitializeAsync();
            _arena = new Arena(_server);
            await _arena.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (_arena is not null)
                await _arena.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
