using Grains.Rules;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Web.Resources;

namespace Web.Screens;

/// <summary>Shows a signal's colour as shape, word and colour, so that nobody depends on hue: ●绿 ▲黄 ■红.</summary>
/// <remarks>Content between the tags (a count, mostly) follows the word.</remarks>
[HtmlTargetElement("signal", Attributes = "colour")]
public sealed class SignalTagHelper(IStringLocalizer<Shell> texts) : TagHelper
{
    /// <summary>Green, yellow or red; none is a hollow circle.</summary>
    public Colour Colour { get; set; }

    /// <summary>Whether the word is for screen readers only; the shape stays.</summary>
    public bool Quiet { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var colour = Colour.ToString().ToLowerInvariant();
        var content = await output.GetChildContentAsync();
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"sign sign-{colour}");
        output.Content.SetHtmlContent(
            $"<span class=\"sign-shape\" aria-hidden=\"true\"></span><span class=\"{(Quiet ? "visually-hidden" : "sign-word")}\">{texts["signal." + colour].Value}</span>");
        output.Content.AppendHtml(content);
    }
}
