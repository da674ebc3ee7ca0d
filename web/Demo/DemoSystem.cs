using System.Collections.Immutable;
using Grains.Catalogue;

namespace Web.Demo;

/// <summary>A department's own system, as the demo plays it.</summary>
/// <param name="Jurisdiction">Key of the jurisdiction.</param>
/// <param name="Department">Code of the department.</param>
/// <param name="ClientId">With what it asks for a token.</param>
/// <param name="ClientSecret">With what it proves itself.</param>
/// <param name="Items">The items whose cases it tells.</param>
/// <param name="Retired">Items that are no longer to be handled.</param>
internal sealed record DemoSystem(
    string Jurisdiction, string Department, string ClientId, string ClientSecret, ImmutableArray<ItemContent> Items, ImmutableArray<ItemContent> Retired);
