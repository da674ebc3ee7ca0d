using System.Security.Cryptography;
using Platform.Tests.Embedded;
using Tenancy.Embedded;
using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Silo;

/// <summary>A database server for the tests of the silo and of what is live; each test creates its own province on it.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public PlatformKey Key { get; } = new(RandomNumberGenerator.GetBytes(PlatformKey.Length));

    public EmbeddedServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await EmbeddedServer.StartAsync(_folder.Path, EmbeddedSettings.Small);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class SiloCollection : ICollectionFixture<TestServer>
{
    public const string Name = "silo";
}
