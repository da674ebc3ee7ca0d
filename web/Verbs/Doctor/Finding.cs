namespace Web.Verbs.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Light">How it ended.</param>
/// <param name="Detail">What was found, in a sentence.</param>
public sealed record Finding(string Check, Light Light, string Detail);
