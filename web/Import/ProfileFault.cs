namespace Web.Import;

/// <summary>Something wrong in a mapping profile.</summary>
/// <param name="Where">The place: a JSON path (<c>$.activities['T02'].kind</c>), or line and column where the text is no JSON.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record ProfileFault(string Where, string Found, string Expected);

/// <summary>A mapping profile that was asked for: the profile, or what is wrong with it.</summary>
/// <param name="Profile">The profile; null when there are faults.</param>
/// <param name="Faults">The faults; empty when there is a profile.</param>
public sealed record ProfileReading(MappingProfile? Profile, IReadOnlyList<ProfileFault> Faults);
