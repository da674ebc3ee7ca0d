using System.Security.Cryptography;

namespace Tenancy.Embedded;

/// <summary>A file with one secret in it that only its owner can read.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The secret in the file; a new one of 32 random bytes, written as hexadecimal digits, when there is no file.</summary>
    public static string ReadOrCreate(string path)
    {
        if (!File.Exists(path))
            Write(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        return File.ReadAllText(path).Trim();
    }

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, string secret)
    {
        var partial = path + ".partial";
        File.Delete(partial);
        using (var stream = new FileStream(partial, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        using (var writer = new StreamWriter(stream))
            writer.Write(secret);
        File.Move(partial, path, overwrite: true);
    }
}
