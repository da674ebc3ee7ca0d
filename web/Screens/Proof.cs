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
public sealed record Proof(string Jurisdiction, bool Readable, int? Department = null)
{
    /// <summary>The proof of a jurisdiction's figures for a caller: a list where they are its own cases and may be seen.</summary>
    public static Proof Of(Caller caller, Jurisdiction jurisdiction, JurisdictionTree tree) =>
        new(jurisdiction.Key, caller.CanViewCases(jurisdiction.Id) && !tree.ChildrenOf(jurisdiction.Id).Any());

    /// <summary>The same for one department.</summary>
    public Proof Within(int department) => this with { Department = department };

    // Figures of signals are proven by signals: a case may have several, and a department some of its own.
    private static string ListOf(string show) => show is "red" or "yellow" or "green" ? $"/signals?colour={show}" : $"/cases?show={show}";

    /// <summary>The address of the list behind a figure, null when the viewer may not see it.</summary>
    /// <param name="show">Which cases or signals: <c>open</c>, <c>overdue</c>, <c>accepted-today</c>, <c>closed-today</c>, <c>on-time-today</c>, <c>red</c>, <c>yellow</c>, <c>green</c>.</param>
    public string? AddressOf(string show) => Readable
        ? $"{ListOf(show)}{(Department is { } department ? string.Create(CultureInfo.InvariantCulture, $"&department={department}") : "")}"
        : null;
}
