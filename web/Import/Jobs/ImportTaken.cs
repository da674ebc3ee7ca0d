namespace Web.Import.Jobs;

/// <summary>What became of an upload at the door.</summary>
/// <param name="Job">The import that it is now; null when it was not taken in.</param>
/// <param name="Faults">What is wrong with the profile or the file's name.</param>
/// <param name="Full">As many imports of the jurisdiction wait or run as may (<see cref="ImportJobs.MostOpen"/>).</param>
public sealed record ImportTaken(Guid? Job, IReadOnlyList<ProfileFault> Faults, bool Full = false);
