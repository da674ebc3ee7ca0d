using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Catalogue.Form;

/// <summary>A step of a flow as it is typed.</summary>
/// <param name="Code">Code used in events.</param>
/// <param name="Name">环节名称.</param>
/// <param name="Posts">Codes of posts, separated by commas.</param>
/// <param name="Amount">Amount of its limit; empty = none of its own.</param>
/// <param name="Unit">Unit of its limit, kebab-case.</param>
/// <param name="Next">Codes of the steps allowed next, separated by commas; empty = the end.</param>
/// <param name="Nature">Empty for an ordinary step, <c>optional</c>, or what law makes indispensable (<see cref="MandatoryKind"/>).</param>
/// <param name="Duties">Duties of the post.</param>
/// <param name="Points">What supervision looks at.</param>
public sealed record StepForm(
    string Code, string Name, string Posts, string Amount, string Unit, string Next, string Nature, string Duties, string Points)
{
    /// <summary>The nature of a step that may be left out.</summary>
    public const string Optional = "optional";

    /// <summary>A step of which nothing has been typed yet.</summary>
    public static readonly StepForm Blank = new("", "", "", "", CatalogueAddress.Name(LimitUnit.WorkingDays), "", "", "", "");

    /// <summary>A step as a document has it.</summary>
    public static StepForm Of(FlowStep step) => new(
        step.Code, step.Name, string.Join(", ", step.Posts), LimitField.AmountOf(step.Limit), LimitField.UnitOf(step.Limit), string.Join(", ", step.Next),
        step.Mandatory ?? (step.Optional ? Optional : ""), step.Duties ?? "", step.SupervisionPoints ?? "");

    /// <summary>The step that was typed.</summary>
    /// <param name="limit">Its limit, as it was understood.</param>
    public FlowStep ToStep(Limit? limit) => new(
        Code.Trim(), Name.Trim(), TypedLists.Split(Posts), limit, TypedLists.Split(Next), MandatoryKind.All.Contains(Nature) ? Nature : null,
        Nature == Optional, TypedLists.OrNull(Duties), TypedLists.OrNull(Points));
}
