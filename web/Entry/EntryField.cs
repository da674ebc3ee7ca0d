using Grains.Cases;

namespace Web.Entry;

/// <summary>One field of a form about an event.</summary>
/// <param name="Name">Its name in the form and in what the interface answers: <c>data.reason</c>.</param>
/// <param name="Form">How it is entered.</param>
/// <param name="Personal">It is about a person and kept apart.</param>
public sealed record EntryField(string Name, EntryFieldForm Form, bool Personal = false)
{
    /// <summary>The member of the event's <c>data</c>.</summary>
    public string Member => Name["data.".Length..];

    /// <summary>How it is entered where the case comes from that source: in second entry whoever heads the department is whom the other system named.</summary>
    public EntryFieldForm FormIn(CaseSource source) => Form == EntryFieldForm.Head && source == CaseSource.SecondEntry ? EntryFieldForm.Text : Form;
}

/// <summary>How a field is entered.</summary>
public enum EntryFieldForm
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    Prose,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>An amount in yuan.</summary>
    Money,

    /// <summary>A local date and time.</summary>
    Instant,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>The responsible person of the department: one of the accounts that exercise the role for it.</summary>
    Head,

    /// <summary>The item's list to tick, and lines of one's own.</summary>
    List,
}
