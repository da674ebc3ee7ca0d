using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Screens;

/// <summary>A bar as long as a share; the number stands beside it, so screen readers skip the bar.</summary>
[HtmlTargetElement("meter-bar", Attributes = "share", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MeterBarTagHelper : TagHelper
{
    /// <summary>Between 0 and 1.</summary>
    public double Share { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var width = (100 * Math.Clamp(Share, 0, 1)).ToString("0.#", CultureInfo.InvariantCulture);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "meter");
        output.Attributes.SetAttribute("viewBox", "0 0 100 4");
        output.Attributes.SetAttribute("preserveAspectRatio", "none");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<rect x=\"0\" y=\"0\" height=\"4\" width=\"{width}\"/>");
    }
}
