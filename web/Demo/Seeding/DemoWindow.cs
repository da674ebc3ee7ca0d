using System.Text.Json;
using Grains.Cases;
using Grains.Catalogue;
using Tenancy;
using Web.Demo.Items;
using Web.Interface;

namespace Web.Demo.Seeding;

/// <summary>A few cases of today in a department without a system, as its clerk would have entered them on the platform's forms.</summary>
internal sealed class DemoWindow(EventIntake intake, TimeProvider time)
{
    private const string Handler = "经办人02";

    /// <summary>What happened to each case, kind and step, an hour apart, the last an hour ago.</summary>
    private static readonly (string Kind, string? Step)[][] Courses =
    [
        [("submitted", null)],
        [("submitted", null), ("supplement-requested", null)],
        [("submitted", null), ("accepted", null)],
        [("submitted", null), ("accepted", null), ("step-started", "receive")],
        [("submitted", null), ("accepted", null), ("step-started", "receive"), ("step-completed", "receive")],
    ];

    /// <summary>Records them; done again they are known already.</summary>
    public async Task SeedAsync(Jurisdiction place, string department, CancellationToken cancellation)
    {
        var item = DemoCatalogue.For(place).Items
            .FirstOrDefault(i => i.RetiredFrom is null && i.Content.Department == department && !i.Content.Kind.IsExOfficio())?.Content;
        if (item is null || await intake.DepartmentAsync(place.Id, department, cancellation) is not { } registered)
            return;
        var now = time.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(Courses.SelectMany((course, n) => course.Select((told, at) => new
        {
            eventId = $"form-demo-{n}-{at}", caseNo = $"DEMO-{n + 1:000}", itemCode = item.Code, kind = told.Kind, step = told.Step,
            occurredAt = now.AddHours(at - course.Length), post = FlowPatterns.Window, handler = Handler,
            data = new { channel = told.Kind == "submitted" ? "window" : null, materials = told.Kind == "supplement-requested" ? item.Elements.Materials.Take(1) : null },
        })));
        await intake.RecordAsync(place.Id, registered, body, CaseSource.Form);
    }
}
