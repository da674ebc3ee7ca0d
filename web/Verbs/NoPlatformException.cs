namespace Web.Verbs;

/// <summary>A verb is called for a data folder in which there is no platform: mistyped, most of all.</summary>
/// <param name="folder">The folder.</param>
internal sealed class NoPlatformException(string folder)
    : Exception($"There is no platform in {folder}. Name its data folder with --data, or make a new one with ./run or ./run migrate.");
