using Platform.Tests.Import;
using Web.Demo;
using Xunit;

namespace Platform.Tests.Demo;

public sealed class PermitTapeTests
{
    [Fact]
    public async Task Tape_HoldsEveryCaseOfTheLogWithItsFaults()
    {
        var tape = await PermitTape.Read(PermitLog.Csv, TestContext.Current.CancellationToken);
        Assert.Equal(1434, tape.Length);
        Assert.Equal(8577 - 1434, tape.Sum(c => c.Steps.Length));
        Assert.Equal((377, 105, 117), (tape.Count(c => c.Late), tape.Count(c => c.Ended is null), tape.Count(c => c.EnteredAfterEnd)));
    }

    [Fact]
    public async Task AnotherPromise_KeepsLateCasesLateAndStepsInOrder()
    {
        var tape = await PermitTape.Read(PermitLog.Csv, TestContext.Current.CancellationToken);
        foreach (var original in tape.Where(c => c.Promised > TimeSpan.FromDays(1)))
        {
            var shortened = original.PromisedWithin(TimeSpan.FromDays(14));
            Assert.Equal(original.Late, shortened.Late);
            Assert.Equal(shortened.Steps.Select(s => s.At).Order(), shortened.Steps.Select(s => s.At));
        }
    }
}
