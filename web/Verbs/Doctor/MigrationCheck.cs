using Tenancy.Hosting;

namespace Web.Verbs.Doctor;

/// <summary>Whether every migration of this build is applied.</summary>
internal static class MigrationCheck
{
    /// <summary>Looks at every known database.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(SchemaVersion schema, CancellationToken cancellation)
    {
        var missing = await schema.MissingAsync(cancellation);
        return
        [
            missing.Count == 0
                ? new("migrations", Light.Green, "all are applied")
                : new("migrations", Light.Red, $"not applied: {string.Join(", ", missing)} (./run migrate)"),
        ];
    }
}
