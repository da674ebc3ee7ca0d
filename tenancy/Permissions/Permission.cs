namespace Tenancy.Permissions;

/// <summary>One thing that a person or machine may be allowed to do; what is not held is denied.</summary>
public enum Permission
{
    /// <summary>Anything that every signed-in person may do: see the own account, sign out, calculate a deadline.</summary>
    SignedIn,

    /// <summary>See the figures of the own jurisdiction and of those below it, and the escalations from them.</summary>
    ViewTotals,

    /// <summary>See the cases of the own jurisdiction, or of the own department where the role is held for one.</summary>
    ViewCases,

    /// <summary>See the names and contact data of applicants, parties and handlers in those cases.</summary>
    ViewPersons,

    /// <summary>See the signals of the own jurisdiction or department.</summary>
    ViewSignals,

    /// <summary>See the catalogue of items with all its versions, drafts included.</summary>
    ViewCatalogue,

    /// <summary>See how far each department is connected: items, last data, refused, lag.</summary>
    ViewConnection,

    /// <summary>See what the data interface refused.</summary>
    ViewQuarantine,

    /// <summary>See the rulebook in force and its versions.</summary>
    ViewRulebook,

    /// <summary>Send facts through the data interface, with their own source and times.</summary>
    SubmitFacts,

    /// <summary>Handle a case step by step on the platform's own forms.</summary>
    HandleCases,

    /// <summary>Type in what another system handled (二次录入).</summary>
    EnterSecond,

    /// <summary>Import history from a file.</summary>
    ImportHistory,

    /// <summary>Correct, resubmit or dismiss what the data interface refused.</summary>
    ResolveQuarantine,

    /// <summary>Confirm a signal, return it, close it.</summary>
    ConfirmSignals,

    /// <summary>Answer a signal on behalf of the department: correct with evidence, or appeal.</summary>
    AnswerSignals,

    /// <summary>Draft items, import them, check and settle them.</summary>
    EditCatalogue,

    /// <summary>Review items before they are published (legal affairs, reform office).</summary>
    ReviewItems,

    /// <summary>Review the fees of items (price office).</summary>
    ReviewFees,

    /// <summary>Publish a reviewed version of an item, or retire the item.</summary>
    PublishItems,

    /// <summary>Enter local closures and make-up days in the own jurisdiction's calendar.</summary>
    EditCalendar,

    /// <summary>Change the rulebook of the own jurisdiction.</summary>
    EditRulebook,

    /// <summary>Register the departments of the own jurisdiction.</summary>
    ManageDepartments,

    /// <summary>Load and change the tree of jurisdictions from the own one downward.</summary>
    ManageTree,

    /// <summary>Create, suspend and restore accounts from the own jurisdiction downward.</summary>
    ManageAccounts,

    /// <summary>Grant and revoke roles from the own jurisdiction downward, of those held to grant onward.</summary>
    GrantRoles,

    /// <summary>Register machine clients from the own jurisdiction downward and change their secrets.</summary>
    ManageMachines,

    /// <summary>Read the audit log.</summary>
    ReadAudit,

    /// <summary>Verify the chains and seals of the own jurisdiction.</summary>
    VerifyIntegrity,

    /// <summary>Watch the technical state of the platform: health, lag, versions.</summary>
    ViewOperation,
}
