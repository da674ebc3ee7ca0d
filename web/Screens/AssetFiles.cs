using System.Collections.Frozen;
using System.Text.Json;

namespace Web.Screens;

/// <summary>The bundled styles and scripts, read once from <c>wwwroot/assets</c> beside the assembly.</summary>
/// <remarks>Names carry a hash of their content, so a file never changes under its name and may be cached for ever.</remarks>
public sealed class AssetFiles
{
    private readonly FrozenDictionary<string, string> _hashedNames;
    private readonly FrozenDictionary<string, AssetFile> _files;

    /// <summary>Reads the bundle of the folder.</summary>
    /// <param name="folder">The folder that holds <c>assets.json</c> and the files it names.</param>
    public AssetFiles(string folder)
    {
        using var names = File.OpenRead(Path.Combine(folder, "assets.json"));
        _hashedNames = JsonSerializer.Deserialize<Dictionary<string, string>>(names)!.ToFrozenDictionary();
        _files = _hashedNames.Values.ToFrozenDictionary(name => name, name => AssetFile.Read(folder, name));
    }

    /// <summary>The bundle beside the running assembly.</summary>
    public static AssetFiles BesideAssembly() =>
        new(Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets"));

    /// <summary>The address of a bundled file.</summary>
    /// <param name="plainName">The name without hash, such as <c>app.css</c>.</param>
    public string PathOf(string plainName) => $"/assets/{_hashedNames[plainName]}";

    /// <summary>The file of a hashed name, or null when there is none.</summary>
    public AssetFile? Find(string hashedName) => _files.GetValueOrDefault(hashedName);
}
