using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Grains.Catalogue;
using Grains.Tests.Catalogue;

namespace Grains.Tests.Conformance;

public sealed class ItemConformance : GrainConformance<ItemState, ItemCommand, ItemEvent>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly Arbitrary<ItemCommand[]> Any = Gen.Choose(0, 16)
        .SelectMany(count => Gen.Choose(0, 10).Select(Command).ListOf(count))
        .Select(commands => commands.ToArray())
        .ToArbitrary();

    protected override ItemState New => ItemState.None;

    protected override Arbitrary<ItemCommand[]> Commands => Any;

    protected override (IReadOnlyList<ItemEvent> Events, bool Refused) Decide(ItemState state, ItemCommand command)
    {
        var decision = ItemLife.Decide(state, command);
        return (decision.Events, decision.Refusal is not null);
    }

    protected override ItemState Evolve(ItemState state, ItemEvent happened) => ItemLife.Evolve(state, happened);

    protected override byte[] Store(ItemEvent happened) => Encoding.UTF8.GetBytes(CatalogueJson.Write(happened));

    protected override ItemEvent Load(byte[] stored) => CatalogueJson.ReadEvent(Encoding.UTF8.GetString(stored));

    protected override string Text(ItemState state) => string.Join('\n', state.Versions.Select(version =>
        $"{version.Number} {version.Status} {CatalogueJson.Write(version.Content)} {string.Join(',', version.Reviews)} {version.EffectiveFrom} {version.EffectiveUntil}"));

    private static ItemCommand Command(int what) => what switch
    {
        0 => new ItemCommand.Draft(Complete.Permit()),
        1 => new ItemCommand.Draft(Complete.Permit() with { Name = "燃气经营许可(变更)" }),
        2 => new ItemCommand.Check(),
        3 => new ItemCommand.Settle("签字1号"),
        4 => new ItemCommand.Review(ReviewOffice.LegalAffairs, "法审1号"),
        5 => new ItemCommand.Review(ReviewOffice.Price, "价审1号"),
        6 => new ItemCommand.Return("材料不全"),
        7 => new ItemCommand.Publish(Today.AddDays(1), Today),
        8 => new ItemCommand.Publish(Today.AddDays(30), Today),
        9 => new ItemCommand.Check { Seen = ItemBasis.Of(Complete.Permit()) },
        _ => new ItemCommand.Retire(Today.AddDays(60), "国发1号", Today),
    };
}
