using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Screens;

/// <summary>Gives a <c>link</c> or <c>script</c> with an <c>asset</c> attribute the address of the bundled file.</summary>
[HtmlTargetElement("link", Attributes = "asset", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("script", Attributes = "asset")]
public sealed class AssetTagHelper(AssetFiles assets) : TagHelper
{
    /// <summary>The plain name of the file, such as <c>app.js</c>.</summary>
    public string Asset { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute(
            string.Equals(output.TagName, "link", StringComparison.Ordinal) ? "href" : "src",
            assets.PathOf(Asset));
}
