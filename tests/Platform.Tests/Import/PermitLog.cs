using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>The two forms of the real permit log, as they stand in the repository.</summary>
internal static class PermitLog
{
    public static LogFile Csv => At("wabo-receipt.csv");

    public static LogFile Xes => At("wabo-receipt.xes.gz");

    public static async Task<MappingProfile> Profile() =>
        (await MappingProfiles.Find("wabo-receipt", TestContext.Current.CancellationToken)).Profile!;

    private static LogFile At(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            folder = folder.Parent!;
        return new LogFile(Path.Combine(folder.FullName, "data", "permit-log", name), name);
    }
}
