namespace Grains.Signals;

/// <summary>The versions a judgement rests on, besides the rulebook's, which the fault names itself.</summary>
/// <param name="Item">Surrogate id of the item; null without one.</param>
/// <param name="ItemVersion">Version of the item and its flow that was in force; null without one.</param>
/// <param name="Calendar">Version of the calendar.</param>
public readonly record struct Grounds(int? Item, int? ItemVersion, int Calendar);
