using System.Globalization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>Where the list of cases stands that proves a figure.</summary>
/// <param name="Jurisdiction">The key of the jurisdiction whose figures are shown.</param>
/// <param name="Readable">
/// Whether the viewer may read its cases. A figure that sums jurisdictions below is proven by opening them, not by a
/// list: a parent never reads a child's rows.
/// </param>
/// <param name="Department">The number of the one department the figures are of; null for all.</param>
/// <param name="SignalsReadable">Whether the viewer may read its signals.</param>
public sealed record Proof(string Jurisdiction, bool Readable, int? Department = null, bool SignalsReadable = false)
{
    /// <summary>The proof of a jurisdiction's figures for a caller: a list where they are its own cases and may be seen.</summary>
    public static Proof Of(Caller caller, Jurisdiction jurisdiction, JurisdictionTree tree) =>
        tree.ChildrenOf(jurisdiction.Id).Any() ? new(jurisdiction.Key, Readable: false) : OfOwn(caller, jurisdiction);

    /// <summary>The proof of what a jurisdiction's own offices handle, or one of its departments.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="department">Code of the department; null for all.</param>
    public static Proof OfOwn(Caller caller, Jurisdiction jurisdiction, string? department = null) => new(
        jurisdiction.Key, caller.CanViewCases(jurisdiction.Id, department), SignalsReadable: caller.Can(Permission.ViewSignals, jurisdiction.Id, department));

    /// <summary>The same for one department.</summary>
    public Proof Within(int department) => this with { Department = department };

    /// <summary>The address of the list behind a figure, null when the viewer may not see it.</summary>
    /// <param name="show">Which cases or signals: <c>open</c>, <c>overdue</c>, <c>received-today</c>, <c>accepted-today</c>, <c>closed-today</c>, <c>on-time-today</c>, <c>late-today</c>, <c>red</c>, <c>yellow</c>, <c>green</c>.</param>
    /// <param name="day">The day meant by today, or from which signals are true; null = today, or any day.</param>
    public string? AddressOf(string show, DateOnly? day = null)
    {
        // Figures of signals are proven by signals: a case may have several, and a department some of its own.
        var signals = show is "red" or "yellow" or "green";
        if (signals ? !SignalsReadable : !Readable)
            return null;
        var address = signals ? $"/signals?colour={show}" : $"/cases?show={show}";
        if (Department is { } department)
            address += string.Create(CultureInfo.InvariantCulture, $"&department={department}");
        return day is { } on ? string.Create(CultureInfo.InvariantCulture, $"{address}&day={on:yyyy-MM-dd}") : address;
    }
}
