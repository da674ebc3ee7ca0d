using Grains.Catalogue;
using Grains.Clocks;
using Microsoft.Extensions.Localization;

namespace Web.Catalogue.Sheet;

/// <summary>Says what stands in a document in the reader's language.</summary>
public sealed class ItemWords(IStringLocalizer<Resources.Catalogue> texts, IStringLocalizer<Resources.Cases> cases)
{
    /// <summary>A text of the catalogue.</summary>
    public string this[string key, params object[] arguments] => texts[key, arguments].Value;

    /// <summary>A limit: so many working days, or on the same day.</summary>
    public string Limit(Limit limit) =>
        limit is { Amount: 0, Unit: not LimitUnit.Hours } ? cases["limit.same-day"].Value : cases[$"limit.{limit.Unit}", limit.Amount].Value;

    /// <summary>A post by its name, else its code.</summary>
    public string Post(string post) => cases[$"post.{post}"] is { ResourceNotFound: false } known ? known.Value : post;

    /// <summary>Posts, joined.</summary>
    public string Posts(IEnumerable<string> posts) => string.Join(this["and"], posts.Select(Post));

    /// <summary>What law makes indispensable in a step.</summary>
    public string Mandatory(string kind) => cases[$"mandatory.{kind}"] is { ResourceNotFound: false } known ? known.Value : kind;

    /// <summary>A ground on which a clock may stand.</summary>
    public string Ground(string ground) => cases[$"ground.{ground}"] is { ResourceNotFound: false } known ? known.Value : ground;

    /// <summary>A kind of power or service.</summary>
    public string Kind(ItemKind kind) => this[$"kind.{CatalogueAddress.Name(kind)}"];

    /// <summary>Yes or no.</summary>
    public string Whether(bool so) => this[so ? "yes" : "no"];

    /// <summary>What a document lacks, in a sentence that names the step or fee concerned.</summary>
    public string Finding(ItemFinding finding) =>
        finding.At is { Length: > 0 } at ? this["finding.at", at, this[$"finding.{finding.Code}"]] : this[$"finding.{finding.Code}"];
}
