namespace Web.Interface;

/// <summary>What is wrong with a JSON body.</summary>
/// <param name="Field">Where, as a JSON path (<c>$.jurisdiction</c>).</param>
/// <param name="Code"><c>unknown-member</c>, <c>told-twice</c> or <c>malformed-body</c>.</param>
/// <param name="Message">What is told.</param>
internal sealed record JsonFault(string Field, string Code, string Message)
{
    /// <summary>Code of a member that nobody knows.</summary>
    public const string UnknownMember = "unknown-member";

    /// <summary>Code of a member that is told more than once.</summary>
    public const string ToldTwice = "told-twice";
}
