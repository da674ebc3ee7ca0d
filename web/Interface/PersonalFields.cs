namespace Web.Interface;

/// <summary>The fields of an event that are about people.</summary>
public static class PersonalFields
{
    private static readonly HashSet<string> OfData = new(StringComparer.Ordinal)
    {
        "applicantName", "applicantIdTypeCode", "applicantIdNumber", "agentName", "agentIdTypeCode", "agentIdNumber", "contactMobile",
        "postalCode", "postalAddress", "legalRepresentative", "specialProcedureApplicant", "rater", "payer", "recipient",
    };

    /// <summary>Fields of <c>data</c> about people (GB/T 39046 §6.2 no. 6 to 15, §6.4 no. 15, §6.6 no. 3): kept apart and erasable.</summary>
    public static bool IsOfData(string name) => OfData.Contains(name);

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
