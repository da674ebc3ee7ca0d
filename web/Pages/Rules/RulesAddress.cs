using Tenancy;

namespace Web.Pages.Rules;

/// <summary>Addresses of the pages of rules.</summary>
public static class RulesAddress
{
    /// <summary>The rules of a jurisdiction, or a page about them.</summary>
    public static string Of(Jurisdiction jurisdiction, string? more = null) => more is null ? $"/rules/{jurisdiction.Key}" : $"/rules/{jurisdiction.Key}/{more}";

    /// <summary>One rule as a version has it: what a signal rests on.</summary>
    public static string Rule(Jurisdiction jurisdiction, string code, int? version) =>
        version is { } number ? $"/rules/{jurisdiction.Key}?version={number}#rule-{code}" : $"/rules/{jurisdiction.Key}#rule-{code}";
}
