namespace Web.Interface;

/// <summary>The fields of an event that are about people: the one decision for the chain, for quarantine and for imported logs.</summary>
/// <remarks>
/// Three sorts. What is known to be about nobody stands in the chain and is shown to everybody. Prose that the rules judge
/// (reasons, remedies, results) stands in the chain, since the reason of an act is part of the act, and is shown only to those
/// who may see names. Everything else, known to be about a person or not known at all, is kept apart, erasable, and the chain
/// holds a salted digest of it.
/// </remarks>
public static class PersonalFields
{
    /// <summary>Who approved; the fold asks only whether somebody did.</summary>
    public const string Approver = "approver";

    private static readonly string[] Endings =
        ["Name", "Phone", "Mobile", "Tel", "Telephone", "Address", "Email", "IdNumber", "IdTypeCode", "IdCard", "Person", "Applicant", "Representative", "Birthday"];

    private static readonly HashSet<string> Exact = new(StringComparer.OrdinalIgnoreCase)
    {
        Approver, "postalCode", "rater", "payer", "recipient",
    };

    /// <summary>
    /// Whether a field of <c>data</c> names a person (GB/T 39046 §6.2 no. 6 to 15, §6.4 no. 15, §6.6 no. 3, and what is called
    /// alike): kept apart and erasable, also where somebody declared it to be about nobody.
    /// </summary>
    public static bool IsOfData(string name) =>
        Exact.Contains(name) || Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether what stands at this path of an event is shown only to those who may see people's names.</summary>
    /// <remarks>
    /// Only what is known to be about nobody is shown to everybody: in an event that was not understood, a name may stand anywhere.
    /// </remarks>
    public static bool Holds(string path) => path is not (
        "eventId" or "caseNo" or "itemCode" or "department" or "kind" or "occurredAt" or "step" or "post" or "data"
        or "data.promisedClosingTime" or "data.appliedAt" or "data.closedAt" or "data.caseType" or "data.greenChannel" or "data.channel"
        or "data.ground" or "data.expectedDays" or "data.days" or "data.feeType" or "data.feeItem" or "data.amount" or "data.basis"
        or "data.materials" or "data.prerequisites" or "data.documentNumber" or "data.corrects" or "data.satisfaction");
}
