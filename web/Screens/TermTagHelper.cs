using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Screens;

/// <summary>A word with its definition, shown on hover, on tap and by keyboard.</summary>
/// <remarks>The definition is a native popover, so tap and keyboard work without a script; the script adds hover.</remarks>
[HtmlTargetElement("term", Attributes = "meaning")]
public sealed class TermTagHelper(HtmlEncoder encoder) : TagHelper
{
    /// <summary>The definition, one or two sentences.</summary>
    public string Meaning { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var word = await output.GetChildContentAsync();
        var id = $"term-{context.UniqueId}";
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "term");
        output.Content.SetHtmlContent($"<button type=\"button\" class=\"term-word\" popovertarget=\"{id}\">");
        output.Content.AppendHtml(word);
        output.Content.AppendHtml($"</button><span class=\"term-meaning\" id=\"{id}\" popover role=\"note\">");
        output.Content.AppendHtml(encoder.Encode(Meaning));
        output.Content.AppendHtml("</span>");
    }
}
