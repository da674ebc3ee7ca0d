using Grains.Cases;

namespace Grains.Tests.Cases;

internal static class Pauses
{
    public static CaseDetails Hearing(int days) => new() { Ground = "hearing", ExpectedDays = days, NoticeProof = "告知书1号" };
}
