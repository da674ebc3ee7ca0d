using System.Security.Cryptography;
using Tenancy.Embedded;
using Tenancy.Isolation;

namespace Tenancy.Hosting;

/// <summary>Where the platform key is kept: <c>PLATFORM_KEY</c>, or the file <c>platform.key</c> in the data folder, both in base64.</summary>
internal static class KeyFile
{
    /// <summary>The key; a new random one is written to the data folder when there is none.</summary>
    public static PlatformKey ReadOrCreate(ServerSettings settings)
    {
        if (Find(settings) is { } found)
            return found;
        Directory.CreateDirectory(settings.DataFolder);
        var master = RandomNumberGenerator.GetBytes(PlatformKey.Length);
        SecretFile.Write(PathOf(settings), Convert.ToBase64String(master));
        return new PlatformKey(master);
    }

    /// <summary>The key, or null when there is none.</summary>
    /// <exception cref="ServerSettingsException">There is something else in its place.</exception>
    public static PlatformKey? Find(ServerSettings settings)
    {
        var text = settings.Key ?? (File.Exists(PathOf(settings)) ? File.ReadAllText(PathOf(settings)) : null);
        if (text is null)
            return null;
        var master = new byte[PlatformKey.Length];
        return Convert.TryFromBase64String(text.Trim(), master, out var length) && length == PlatformKey.Length
            ? new PlatformKey(master)
            : throw new ServerSettingsException($"The platform key is not {PlatformKey.Length} bytes in base64.");
    }

    private static string PathOf(ServerSettings settings) => Path.Combine(settings.DataFolder, "platform.key");
}
