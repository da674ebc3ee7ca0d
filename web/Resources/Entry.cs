namespace Web.Resources;

/// <summary>Names the texts of the forms by which clerks enter events: Chinese in <c>Entry.resx</c>, English in <c>Entry.en.resx</c>.</summary>
public sealed class Entry;
