using System.Collections.Immutable;
using System.Globalization;
using Grains.Clocks;
using Tenancy;

namespace Web.Demo.Items;

/// <summary>Departments and items of one demo jurisdiction: the same for the same jurisdiction, on every machine, at every start.</summary>
/// <param name="Departments">8 to 12 of them, by code.</param>
/// <param name="Items">40 to 60 of them, by code.</param>
public sealed record DemoCatalogue(ImmutableArray<DemoDepartment> Departments, ImmutableArray<DemoItem> Items)
{
    /// <summary>First day on which the demo's catalogue applies.</summary>
    public static readonly DateOnly FirstDay = new(2020, 1, 1);

    /// <summary>First day of the second version of the items that have one.</summary>
    public static readonly DateOnly SecondVersion = new(2026, 3, 1);

    /// <summary>First day on which the one retired item of each jurisdiction no longer applies.</summary>
    public static readonly DateOnly Retirement = new(2026, 6, 1);

    /// <summary>Departments that every demo jurisdiction has.</summary>
    private static readonly ImmutableArray<string> Always = ["区行政审批局", "区公安分局", "区人社局", "区住建局", "区自然资源和规划局", ExOfficioItems.Enforcement];

    /// <summary>Departments that each have it or not.</summary>
    private static readonly ImmutableArray<string> Sometimes =
    [
        "区交通运输局", "区市监局", "区卫健局", "区民政局", "区水务局", "区农业农村局", "区生态环境局", "区文广旅局", "区教科体局",
        "区应急管理局", "广安区税务局", "区司法局", "区林业局", "区残联", "区烟草专卖局", "区气象局",
    ];

    private static readonly ImmutableArray<string> VerticallyManaged = ["广安区税务局", "区烟草专卖局", "区气象局", "区消防大队"];

    private static readonly ImmutableArray<string> WithoutSystem = ["区残联", "区气象局", "区司法局", "区林业局", ExOfficioItems.Enforcement];

    /// <summary>One item for each rarer course, held by every jurisdiction that has its department, so that all courses can be seen anywhere.</summary>
    private static readonly ImmutableArray<string> Showcase =
        ["511A0024700001", "511A0348000001", "511A0064100070", "511A0005200001", "511A0146000000", "511A0031800004", "511Z64007001", "511A0020500002"];

    private static readonly ImmutableArray<ServiceItem> Pool = [.. ServiceItems.All, .. ExOfficioItems.All];

    /// <summary>The catalogue of a jurisdiction.</summary>
    public static DemoCatalogue For(Jurisdiction jurisdiction)
    {
        var seed = jurisdiction.Key;
        string[] names = [.. Always, .. Sometimes.OrderBy(name => Dice.Number("department", seed, name)).Take(2 + Dice.Throw(5, "departments", seed))];
        var chosen = Choose(names, seed);
        var departments = names.ToDictionary(name => name, name => Department(jurisdiction, name), StringComparer.Ordinal);
        var codes = chosen.ToDictionary(item => item.BaseCode, item => CodeOf(jurisdiction, item), StringComparer.Ordinal);
        var retired = chosen.Where(i => i.Name.Contains("备案", StringComparison.Ordinal)).MinBy(i => Dice.Number("retired", seed, i.BaseCode));
        return new(
            [.. departments.Values.OrderBy(d => d.Code, StringComparer.Ordinal)],
            [.. chosen.Select(item => Item(item, codes, departments[item.Department], chosen, item == retired)).OrderBy(i => i.Code, StringComparer.Ordinal)]);
    }

    /// <summary>The code of an item: base, division, number of the department (<c>511A0024700001-330802-06</c>).</summary>
    private static string CodeOf(Jurisdiction jurisdiction, ServiceItem item) => $"{item.BaseCode}-{jurisdiction.Code}-{NumberOf(item.Department)}";

    private static string NumberOf(string department) =>
        (ServiceItems.Departments.IndexOf(department) + 1).ToString("00", CultureInfo.InvariantCulture);

    private static DemoDepartment Department(Jurisdiction jurisdiction, string name) => new(
        $"{jurisdiction.Code}-{NumberOf(name)}",
        jurisdiction.Name + (name.StartsWith('区') ? name[1..] : name["广安区".Length..]).Replace("分局", jurisdiction.Name.EndsWith('区') ? "分局" : "局", StringComparison.Ordinal),
        VerticallyManaged.Contains(name), !WithoutSystem.Contains(name));

    /// <summary>The showcase first, then one item of each department in turn until there are enough.</summary>
    private static ImmutableArray<ServiceItem> Choose(string[] departments, string seed)
    {
        var wanted = 40 + Dice.Throw(21, "items", seed);
        var chosen = Pool.Where(i => departments.Contains(i.Department) && (Showcase.Contains(i.BaseCode) || ExOfficioItems.All.Contains(i))).ToHashSet();
        var queues = departments
            .Select(d => new Queue<ServiceItem>(Pool.Where(i => i.Department == d && !chosen.Contains(i)).OrderBy(i => Dice.Number("item", seed, i.BaseCode))))
            .ToList();
        while (chosen.Count < wanted && queues.Exists(q => q.Count > 0))
        {
            foreach (var queue in queues.Where(q => q.Count > 0).TakeWhile(_ => chosen.Count < wanted))
                chosen.Add(queue.Dequeue());
        }

        return [.. chosen];
    }

    private static DemoItem Item(
        ServiceItem item, Dictionary<string, string> codes, DemoDepartment department, ImmutableArray<ServiceItem> chosen, bool retired)
    {
        var content = ItemGenerator.Generate(item, codes[item.BaseCode], department.Code, department.Name, Prerequisites(item, codes, chosen));
        var pattern = ItemPattern.Of(content.Kind, item.Name, item.BaseCode);
        var slower = !retired && content.Limits is { Promised: { Unit: LimitUnit.WorkingDays, Amount: > 2 } } && Dice.Throw(6, "earlier", content.Code) == 0
            ? content with { Limits = content.Limits with { Promised = content.Limits.Legal, GreenChannel = null } }
            : null;
        return new(content, slower is null ? FirstDay : SecondVersion, pattern, slower, retired ? Retirement : null);
    }

    /// <summary>What changes or prolongs something under a heading needs what founds it under the same heading.</summary>
    private static ImmutableArray<string> Prerequisites(ServiceItem item, Dictionary<string, string> codes, ImmutableArray<ServiceItem> chosen) =>
        item.Heading is { } heading && Continues(item)
            ? [.. chosen.Where(i => i.Heading == heading && Founds(i)).Take(1).Select(i => codes[i.BaseCode])]
            : [];

    private static bool Continues(ServiceItem item) => item.Name.Contains("变更", StringComparison.Ordinal) || item.Name.Contains("延续", StringComparison.Ordinal);

    private static bool Founds(ServiceItem item) =>
        !Continues(item) && (item.Name.Contains("设立", StringComparison.Ordinal) || item.Name.Contains("核发", StringComparison.Ordinal) || item.Name.Contains("新办", StringComparison.Ordinal));
}
