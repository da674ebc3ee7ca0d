using Grains.Clocks;

namespace Grains.Catalogue;

/// <summary>The limits of an item; what is null falls back to the legal default (行政许可法 art. 32, 42-44).</summary>
/// <param name="Accept">Limit for accepting, refusing or giving the one-time notice.</param>
/// <param name="Legal">Legal limit for deciding.</param>
/// <param name="Promised">Promised limit for deciding, never longer than the legal one; null = no promise.</param>
/// <param name="Publish">Limit for making the result public after the decision.</param>
/// <param name="Deliver">Limit for handing the document over after the decision.</param>
/// <param name="Forward">Limit for sending the preliminary opinion up (reported-up items).</param>
/// <param name="ExtensionDays">Working days by which the limit may be extended once.</param>
/// <param name="GreenChannel">Limit of the emergency channel; null = no such channel.</param>
public sealed record ItemLimits(
    Limit? Accept, Limit Legal, Limit? Promised, Limit? Publish, Limit? Deliver, Limit? Forward, int ExtensionDays, Limit? GreenChannel);
