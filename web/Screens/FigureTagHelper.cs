using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Screens;

/// <summary>A figure that live changes rewrite, as a link to the list that proves it where the viewer may see that list.</summary>
[HtmlTargetElement("figure-of", Attributes = "name")]
public sealed class FigureTagHelper : TagHelper
{
    /// <summary>The figure's name in the live totals, such as <c>today.accepted</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>The address of the list behind it, null for none.</summary>
    public string? Proof { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // What a page leaves null arrives here as an empty text.
        output.TagName = string.IsNullOrEmpty(Proof) ? "span" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("data-figure", Name);
        if (!string.IsNullOrEmpty(Proof))
            output.Attributes.SetAttribute("href", Proof);
    }
}
