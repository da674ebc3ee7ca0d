using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Web.Interface;

namespace Web.Import.Jobs;

/// <summary>What is wrong with an upload, by field, in the reader's language.</summary>
internal static class ImportProblems
{
    /// <summary>The stable code of a wrong upload.</summary>
    public static Dictionary<string, object?> Code => new(StringComparer.Ordinal) { ["code"] = "import-invalid" };

    /// <summary>The faults by field: <c>file</c>, <c>profile</c>, or a place in the profile.</summary>
    public static Dictionary<string, string[]> Of(IReadOnlyList<ProfileFault> faults, IStringLocalizer texts) => faults
        .GroupBy(fault => fault.Where.StartsWith('$') ? "profileFile" : fault.Where)
        .ToDictionary(field => field.Key, field => field.Select(fault => Sentence(fault, texts)).ToArray());

    /// <summary>As many imports wait or run as may.</summary>
    public static ProblemHttpResult Full(IStringLocalizer texts) => Problems.Of(
        StatusCodes.Status409Conflict, ImportDesk.Full, texts["fault.full", ImportJobs.MostOpen].Value, $"at most {ImportJobs.MostOpen} imports that wait or run");

    /// <summary>A fault in a sentence.</summary>
    public static string Sentence(ProfileFault fault, IStringLocalizer texts) => fault.Where.StartsWith('$')
        ? texts["fault.in-profile", fault.Where, fault.Found, fault.Expected].Value
        : texts["fault", fault.Found, fault.Expected].Value;
}
