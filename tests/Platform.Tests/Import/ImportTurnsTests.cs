using Tenancy;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

public sealed class ImportTurnsTests
{
    private readonly ImportTurns _turns = new();

    [Fact]
    public void UploadOfAnotherJurisdiction_IsMadeBeforeTheRestOfTheFirstOnes()
    {
        foreach (var (tenant, name) in new[] { (1, "a1"), (1, "a2"), (1, "a3"), (2, "b1") })
            Add(tenant, name);
        Assert.Equal(["a1", "b1", ""], [Next(), Next(), Next()]);
        _turns.Ended(new TenantId(1));
        Assert.Equal(["a2", ""], [Next(), Next()]);
        Add(2, "b2");
        _turns.Ended(new TenantId(2));
        _turns.Ended(new TenantId(1));
        Assert.Equal(["b2", "a3", ""], [Next(), Next(), Next()]);
    }

    [Fact]
    public void UploadThatComesWhileItsJurisdictionsLastIsMade_WaitsForIt()
    {
        Add(1, "a1");
        Assert.Equal("a1", Next());
        Add(1, "a2");
        Assert.Equal("", Next());
        _turns.Ended(new TenantId(1));
        Assert.Equal(["a2", ""], [Next(), Next()]);
    }

    private void Add(int tenant, string name) => _turns.Add(new StagedImport(tenant, Guid.NewGuid(), name, "admin", null, null, null));

    private string Next() => _turns.Next()?.FileName ?? "";
}
