using Platform.Tests.Embedded;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

public sealed class StagedImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatAnEarlierRunLeft_IsFoundAgainAndHalfAnUploadIsNot()
    {
        var staged = new StagedImport(3, Guid.NewGuid(), "log.csv", "admin", Profile: null, Department: "D", Item: null);
        await staged.WriteAsync(_folder.Path, new MemoryStream([1, 2, 3]), new MemoryStream([4]), TestContext.Current.CancellationToken);
        var half = Directory.CreateDirectory(Path.Combine(_folder.Path, "3-half"));
        await File.WriteAllBytesAsync(Path.Combine(half.FullName, "log"), [1], TestContext.Current.CancellationToken);

        Assert.Equal(staged, Assert.Single(StagedImport.LeftIn(_folder.Path, TimeProvider.System.GetUtcNow())));
        Assert.True(Directory.Exists(half.FullName));
        Assert.Equal(staged, Assert.Single(StagedImport.LeftIn(_folder.Path, TimeProvider.System.GetUtcNow() + StagedImport.Patience + TimeSpan.FromMinutes(1))));
        Assert.False(Directory.Exists(half.FullName));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(staged.LogIn(_folder.Path).Path, TestContext.Current.CancellationToken));
        Assert.Equal([4], await File.ReadAllBytesAsync(staged.ProfileIn(_folder.Path), TestContext.Current.CancellationToken));

        Assert.Equal((true, false), (staged.Remove(_folder.Path), staged.Remove(_folder.Path)));
        Assert.Empty(StagedImport.LeftIn(_folder.Path, TimeProvider.System.GetUtcNow()));
    }
}
