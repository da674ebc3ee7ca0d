using Grains.Journal;
using Grains.Journal.Aside;
using Grains.Journal.Seals;
using Npgsql;
using Tenancy;
using Tenancy.Hosting;
using Tenancy.Isolation;
using Web.Verbs.Doctor;

namespace Web.Verbs;

/// <summary><c>./run doctor</c>: looks whether this installation is well.</summary>
internal static class DoctorVerb
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new(
        "doctor", "", "Checks server, durability, isolation, migrations, clock, calendar, sweep, audit log and disk; fails when anything is red.", [], RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        await using var server = await call.OpenServerAsync(cancellation);
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server).AddSingleton<CalendarBook>().AddSingleton<SetAsides>().BuildServiceProvider();
        var seals = call.Configuration["Platform:Seals"] ?? OutsideSeals.FolderIn(server.DataFolder);
        var findings = await ExamineAsync(services, seals, cancellation);
        await call.AnswerAsync(findings, findings.Select(f => Line(f, call)));
        return findings.Any(f => f.Light == Light.Red) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(IServiceProvider services, string seals, CancellationToken cancellation)
    {
        try
        {
            await services.GetRequiredService<Jurisdictions>().RefreshAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            return [new("databases", Light.Red, $"the directory cannot be read (is it migrated? ./run migrate): {e.Message}")];
        }

        var databases = services.GetRequiredService<Databases>();
        var time = services.GetRequiredService<TimeProvider>();
        var server = services.GetRequiredService<DatabaseServer>();
        return
        [
            .. await ServerCheck.RunAsync(services.GetRequiredService<Sessions>(), cancellation),
            .. await IsolationCheck.RunAsync(services.GetRequiredService<IsolationInspection>(), databases, cancellation),
            .. await MigrationCheck.RunAsync(services.GetRequiredService<SchemaVersion>(), cancellation),
            .. await OffsetCheck.RunAsync(services.GetRequiredService<DatabaseClock>(), databases, cancellation),
            .. await CalendarCheck.RunAsync(services.GetRequiredService<CalendarBook>(), services.GetRequiredService<Jurisdictions>(), time, cancellation),
            .. await SetAsideCheck.RunAsync(services.GetRequiredService<SetAsides>(), services.GetRequiredService<Jurisdictions>(), cancellation),
            .. await AuditCheck.RunAsync(services.GetRequiredService<Sessions>(), services.GetRequiredService<Jurisdictions>(), seals, cancellation),
            .. server.Embedded is null ? Array.Empty<Finding>() : [DiskCheck.Run(server.DataFolder)],
        ];
    }

    private static string Line(Finding finding, VerbCall call)
    {
        var light = finding.Light.ToString().ToLowerInvariant().PadRight(6);
        var colour = finding.Light switch { Light.Green => 32, Light.Yellow => 33, _ => 31 };
        return $"{(call.Coloured ? $"\e[{colour}m{light}\e[0m" : light)}  {finding.Check}: {finding.Detail}";
    }
}
