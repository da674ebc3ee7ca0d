using Grains.Departments;

namespace Grains.Journal;

/// <summary>A department as the registry knows it.</summary>
/// <param name="Id">Surrogate id within the tenant.</param>
/// <param name="Grain">Id of its grain.</param>
/// <param name="Code">Code by which departments are named in events.</param>
/// <param name="Name">Name.</param>
/// <param name="Vertical">Vertically managed (垂管).</param>
/// <param name="System">Whether, and since when, it has a system of its own; otherwise its cases are handled on the platform's forms.</param>
public sealed record RegisteredDepartment(int Id, long Grain, string Code, string Name, bool Vertical, OwnSystem System);
