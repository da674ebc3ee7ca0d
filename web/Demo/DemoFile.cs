using System.Text.Encodings.Web;
using System.Text.Json;

namespace Web.Demo;

/// <summary>What the demo tells its users, as <c>demo.json</c> in the data folder: address, accounts, systems.</summary>
/// <param name="Url">Address of the site.</param>
/// <param name="Accounts">Accounts to sign in with.</param>
/// <param name="Systems">Departments' systems with their credentials.</param>
public sealed record DemoFile(string Url, IReadOnlyList<DemoFile.Account> Accounts, IReadOnlyList<DemoFile.Machine> Systems)
{
    private const string Name = "demo.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads it; null when the data folder has none.</summary>
    public static async Task<DemoFile?> ReadAsync(string dataFolder, CancellationToken cancellation)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path))
            return null;
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<DemoFile>(file, Form, cancellation);
    }

    /// <summary>Writes it, readable by its owner only, whole or not at all.</summary>
    public async Task WriteAsync(string dataFolder, CancellationToken cancellation)
    {
        var path = Path.Combine(dataFolder, Name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(path + ".new", options))
            await JsonSerializer.SerializeAsync(file, this, Form, cancellation);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>An account of the demo.</summary>
    /// <param name="Jurisdiction">Key of its jurisdiction.</param>
    /// <param name="Role">Code of its role.</param>
    /// <param name="User">Name to sign in with.</param>
    /// <param name="Password">Its password.</param>
    public sealed record Account(string Jurisdiction, string Role, string User, string Password);

    /// <summary>A department's system of the demo.</summary>
    /// <param name="Jurisdiction">Key of its jurisdiction.</param>
    /// <param name="Department">Code of its department.</param>
    /// <param name="ClientId">Its client id.</param>
    /// <param name="ClientSecret">Its secret.</param>
    /// <param name="Items">Codes of the items it may send cases of.</param>
    public sealed record Machine(string Jurisdiction, string Department, string ClientId, string ClientSecret, IReadOnlyList<string> Items);
}
