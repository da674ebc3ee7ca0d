namespace Web.Resources;

/// <summary>Names the texts of the list of signals: Chinese in <c>Signals.resx</c>, English in <c>Signals.en.resx</c>.</summary>
public sealed class Signals;
