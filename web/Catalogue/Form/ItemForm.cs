using System.Collections.Immutable;
using System.Globalization;
using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Catalogue.Form;

/// <summary>A document as it is typed: texts by field, rows of steps, fees and discretion, and what cannot be understood.</summary>
/// <remarks>It holds what was typed, so that nothing is lost however wrong it is.</remarks>
public sealed class ItemForm
{
    /// <summary>The limits in the order in which they are asked for; each is a field for its amount and one for its unit.</summary>
    public static readonly ImmutableArray<string> Limits = ["legal", "promised", "accept", "publish", "deliver", "forward", "greenChannel"];

    /// <summary>What is asked for with yes or no.</summary>
    public static readonly ImmutableArray<string> Flags = ["public", "resultPublic", "documentDelivered", "immediate", "joint", "reportedUp"];

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);

    /// <summary>The steps.</summary>
    public List<StepForm> Steps { get; } = [];

    /// <summary>The fees.</summary>
    public List<FeeForm> Fees { get; } = [];

    /// <summary>The discretion table.</summary>
    public List<DiscretionRule> Discretion { get; } = [];

    /// <summary>What cannot be understood, by field: the code of a text.</summary>
    public IReadOnlyDictionary<string, string> Faults => _faults;

    /// <summary>What stands in a field.</summary>
    public string this[string field] => _texts.GetValueOrDefault(field) ?? "";

    /// <summary>Whether a flag is set.</summary>
    public bool Is(string flag) => this[flag] == "true";

    /// <summary>A form that shows a document.</summary>
    public static ItemForm Of(ItemContent content)
    {
        var form = new ItemForm();
        var (read, limits) = (content.Elements, content.Limits);
        foreach (var (field, text) in Texts(content, read))
            form._texts[field] = text ?? "";
        foreach (var name in Limits)
        {
            var limit = limits is null ? null : LimitOf(limits, name);
            form._texts[name] = LimitField.AmountOf(limit is { Amount: 0 } && name == "legal" ? null : limit);
            form._texts[$"{name}.unit"] = LimitField.UnitOf(limit);
        }

        form._texts["extensionDays"] = limits is { ExtensionDays: > 0 and var days } ? days.ToString(CultureInfo.InvariantCulture) : "";
        bool[] flags = [read.Public, content.ResultPublic, content.DocumentDelivered, content.Immediate, content.Joint, content.ReportedUp];
        for (var i = 0; i < Flags.Length; i++)
            form._texts[Flags[i]] = flags[i] ? "true" : "";
        form.Steps.AddRange((content.Flow?.Steps ?? []).Select(StepForm.Of));
        form.Fees.AddRange(content.Fees.Select(FeeForm.Of));
        form.Discretion.AddRange(read.Discretion);
        return form;
    }

    /// <summary>A form as it was posted.</summary>
    public static ItemForm Read(IFormCollection posted)
    {
        var form = new ItemForm();
        foreach (var (field, values) in posted)
        {
            if (values.Count == 1)
                form._texts[field] = (values[0] ?? "").ReplaceLineEndings("\n");
        }

        string[] Column(string name) => [.. posted[name].Select(v => (v ?? "").ReplaceLineEndings("\n"))];
        var steps = new[] { "stepCode", "stepName", "stepPosts", "stepAmount", "stepUnit", "stepNext", "stepNature", "stepDuties", "stepPoints" }.Select(Column).ToArray();
        for (var i = 0; i < steps.Min(c => c.Length); i++)
            form.Steps.Add(new(steps[0][i], steps[1][i], steps[2][i], steps[3][i], steps[4][i], steps[5][i], steps[6][i], steps[7][i], steps[8][i]));
        var fees = new[] { "feeCode", "feeName", "feeBasis", "feeMaximum" }.Select(Column).ToArray();
        for (var i = 0; i < fees.Min(c => c.Length); i++)
            form.Fees.Add(new(fees[0][i], fees[1][i], fees[2][i], fees[3][i]));
        foreach (var (circumstances, standard) in Column("circumstances").Zip(Column("standard")))
            form.Discretion.Add(new(circumstances, standard));
        return form;
    }

    /// <summary>Adds, moves or removes a row: <c>add-step</c>, <c>remove-step:2</c>, <c>up-step:2</c>, and the same for <c>fee</c> and <c>rule</c>.</summary>
    /// <returns>Whether there was something of the kind to do.</returns>
    public bool Arrange(string? act)
    {
        var parts = (act ?? "").Split(':', 2);
        var row = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : int.MaxValue;
        return parts[0] switch
        {
            "add-step" => Add(Steps, StepForm.Blank),
            "add-fee" => Add(Fees, FeeForm.Blank),
            "add-rule" => Add(Discretion, new("", "")),
            "remove-step" => Remove(Steps, row),
            "up-step" => Up(Steps, row),
            "remove-fee" => Remove(Fees, row),
            "remove-rule" => Remove(Discretion, row),
            _ => false,
        };
    }

    /// <summary>The document that was typed, over the one it began with; what cannot be understood is told in <see cref="Faults"/>.</summary>
    /// <param name="basis">What the form does not ask for stays as it is there.</param>
    public ItemContent ToContent(ItemContent basis) => basis with
    {
        Name = this["name"].Trim(),
        Heading = TypedLists.OrNull(this["heading"]),
        Limits = ReadLimits(),
        Flow = ReadFlow(),
        Fees = [.. Fees.Select(ReadFee)],
        Prerequisites = TypedLists.Lines(this["prerequisites"]),
        ExtraPauseGrounds = TypedLists.Lines(this["extraPauseGrounds"]),
        ResultPublic = Is("resultPublic"),
        DocumentDelivered = Is("documentDelivered"),
        Immediate = Is("immediate"),
        Joint = Is("joint"),
        ReportedUp = Is("reportedUp"),
        Elements = basis.Elements with
        {
            LegalBasis = TypedLists.OrNull(this["legalBasis"]),
            Authority = TypedLists.OrNull(this["authority"]),
            Conditions = TypedLists.OrNull(this["conditions"]),
            QuantityLimit = TypedLists.OrNull(this["quantityLimit"]),
            Materials = TypedLists.Lines(this["materials"]),
            Forms = TypedLists.Lines(this["forms"]),
            Office = TypedLists.OrNull(this["office"]),
            ResponsiblePost = TypedLists.OrNull(this["responsiblePost"]),
            Telephone = TypedLists.OrNull(this["telephone"]),
            ResultDocument = TypedLists.OrNull(this["resultDocument"]),
            ComplaintChannel = TypedLists.OrNull(this["complaintChannel"]),
            Discretion = [.. Discretion.Where(r => r.Circumstances.Length + r.Standard.Length > 0)],
            OnlineLevel = int.TryParse(this["onlineLevel"], NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? Math.Clamp(level, 1, 3) : 1,
            Public = Is("public"),
        },
    };

    /// <summary>Notes a fault at a field, unless it has one already.</summary>
    public void Fault(string field, string code) => _faults.TryAdd(field, code);

    private ItemLimits? ReadLimits()
    {
        var read = Limits.ToDictionary(name => name, name => ReadLimit(this[name], this[$"{name}.unit"], name), StringComparer.Ordinal);
        var extension = 0;
        if (this["extensionDays"].Trim() is { Length: > 0 } days
            && (!int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out extension) || extension > Limit.MaxAmount))
        {
            Fault("extensionDays", "not-a-number");
        }

        return read.Values.All(limit => limit is null) && extension == 0
            ? null
            : new(read["accept"], read["legal"] ?? Limit.WorkingDays(0), read["promised"], read["publish"], read["deliver"], read["forward"], extension, read["greenChannel"]);
    }

    private Flow? ReadFlow() => Steps.Count == 0 && this["decidingPost"].Trim().Length == 0
        ? null
        : new([.. Steps.Select((step, at) => step.ToStep(ReadLimit(step.Amount, step.Unit, $"step-{at}-limit")))], this["decidingPost"].Trim());

    private Fee ReadFee(FeeForm fee, int at)
    {
        var maximum = 0m;
        if (fee.Maximum.Trim() is { Length: > 0 } text
            && (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out maximum) || maximum > 1_000_000_000_000m))
        {
            Fault($"fee-{at}-maximum", "not-an-amount");
        }

        return new(fee.Code.Trim(), fee.Name.Trim(), fee.Basis.Trim(), maximum);
    }

    private Limit? ReadLimit(string amount, string unit, string field)
    {
        if (!LimitField.TryRead(amount, unit, out var limit))
            Fault(field, "not-a-number");
        return limit;
    }

    private static Limit? LimitOf(ItemLimits limits, string name) => name switch
    {
        "legal" => limits.Legal,
        "promised" => limits.Promised,
        "accept" => limits.Accept,
        "publish" => limits.Publish,
        "deliver" => limits.Deliver,
        "forward" => limits.Forward,
        _ => limits.GreenChannel,
    };

    private static IEnumerable<(string Field, string? Text)> Texts(ItemContent content, ItemElements read) =>
    [
        ("code", content.Code), ("name", content.Name), ("department", content.Department), ("heading", content.Heading),
        ("kind", Enum.IsDefined(content.Kind) ? CatalogueAddress.Name(content.Kind) : ""),
        ("legalBasis", read.LegalBasis), ("authority", read.Authority), ("conditions", read.Conditions), ("quantityLimit", read.QuantityLimit),
        ("materials", string.Join('\n', read.Materials)), ("forms", string.Join('\n', read.Forms)), ("office", read.Office),
        ("responsiblePost", read.ResponsiblePost), ("telephone", read.Telephone), ("resultDocument", read.ResultDocument),
        ("complaintChannel", read.ComplaintChannel), ("prerequisites", string.Join('\n', content.Prerequisites)),
        ("extraPauseGrounds", string.Join('\n', content.ExtraPauseGrounds)), ("decidingPost", content.Flow?.DecidingPost),
        ("onlineLevel", Math.Clamp(read.OnlineLevel, 1, 3).ToString(CultureInfo.InvariantCulture)),
    ];

    private static bool Add<T>(List<T> rows, T row)
    {
        rows.Add(row);
        return true;
    }

    private static bool Remove<T>(List<T> rows, int at)
    {
        if (at < rows.Count)
            rows.RemoveAt(at);
        return true;
    }

    private static bool Up<T>(List<T> rows, int at)
    {
        if (at > 0 && at < rows.Count)
            (rows[at - 1], rows[at]) = (rows[at], rows[at - 1]);
        return true;
    }
}
