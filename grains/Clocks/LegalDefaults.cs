namespace Grains.Clocks;

/// <summary>The limits that hold where an item names no other law.</summary>
/// <remarks>
/// 行政许可法 (Administrative Licensing Law, 2003, amended 2019) counts in working days (art. 82).
/// 行政处罚法 (Administrative Penalty Law, revised 2021) counts two, three, five and seven days in working days (art. 85),
/// everything longer in calendar days.
/// </remarks>
public static class LegalDefaults
{
    /// <summary>To refuse an application or tell once what is missing; silence is acceptance, back-dated to receipt.</summary>
    public static LegalLimit Accept { get; } = new(Limit.WorkingDays(5), "行政许可法第三十二条");

    /// <summary>To decide, from acceptance.</summary>
    public static LegalLimit Decide { get; } = new(Limit.WorkingDays(20), "行政许可法第四十二条第一款");

    /// <summary>The one extension of <see cref="Decide"/>, approved by the department's head, the applicant told why.</summary>
    public static LegalLimit DecideExtension { get; } = new(Limit.WorkingDays(10), "行政许可法第四十二条第一款");

    /// <summary>To decide where several departments handle an application jointly, unified or together.</summary>
    public static LegalLimit DecideJointly { get; } = new(Limit.WorkingDays(45), "行政许可法第四十二条第二款");

    /// <summary>The one extension of <see cref="DecideJointly"/>, approved by the head of the government of the level.</summary>
    public static LegalLimit DecideJointlyExtension { get; } = new(Limit.WorkingDays(15), "行政许可法第四十二条第二款");

    /// <summary>For the lower authority to finish its preliminary review, from acceptance.</summary>
    public static LegalLimit PreliminaryReview { get; } = new(Limit.WorkingDays(20), "行政许可法第四十三条");

    /// <summary>To hand over the document, from the decision to grant.</summary>
    public static LegalLimit Deliver { get; } = new(Limit.WorkingDays(10), "行政许可法第四十四条");

    /// <summary>For the applicant or an interested party to ask for a hearing, from being told of the right.</summary>
    public static LegalLimit AskForHearing { get; } = new(Limit.WorkingDays(5), "行政许可法第四十七条第一款");

    /// <summary>To hold the hearing, from the request.</summary>
    public static LegalLimit HoldHearing { get; } = new(Limit.WorkingDays(20), "行政许可法第四十七条第一款");

    /// <summary>How far ahead time and place of a hearing are announced.</summary>
    public static LegalLimit AnnounceHearing { get; } = new(Limit.WorkingDays(7), "行政许可法第四十八条第一款第一项");

    /// <summary>To decide on a penalty, from the filing of the case: calendar days.</summary>
    public static LegalLimit Penalty { get; } = new(Limit.CalendarDays(90), "行政处罚法第六十条");
}
