namespace Web.Resources;

/// <summary>Names the texts of calendars and deadlines: Chinese in <c>Calendar.resx</c>, English in <c>Calendar.en.resx</c>.</summary>
public sealed class Calendar;
