using System.Collections.Frozen;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Screens;

/// <summary>Draws a small line icon; it is decoration, so screen readers skip it and the text beside it speaks.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>
    {
        ["dashboard"] = "M4 13h6V4H4zM14 20h6V11h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
        ["cases"] = "M7 3h7l5 5v13H7zM14 3v5h5M10 13h6M10 17h6",
        ["signals"] = "M6 21V4h11l-2 4 2 4H6",
        ["quarantine"] = "M12 3l8 3v6c0 4.5-3.2 7.6-8 9-4.8-1.4-8-4.5-8-9V6zM12 8v5M12 16v.5",
        ["catalogue"] = "M5 4h5v16H5zM10 4h4v16h-4zM15 5l4-1 3 15-4 1z",
        ["departments"] = "M4 20V9l8-5 8 5v11M2 20h20M8 12v5M12 12v5M16 12v5",
        ["rules"] = "M12 4v16M8 20h8M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
        ["calendar"] = "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M8 14h3M8 17h3M14 14h2",
        ["imports"] = "M12 16V5M7 9l5-5 5 5M5 20h14",
        ["connection"] = "M9 7V3M15 7V3M7 7h10v4a5 5 0 0 1-10 0zM12 16v5",
        ["machines"] = "M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.5M7.5 16h.5M12 8h5M12 16h5",
        ["people"] = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0",
        ["audit"] = "M6 3h12v18H6zM9 8h6M9 12h6M9 16.5l1.5 1.5 3-3",
        ["resets"] = "M7 11h12v9H7zM10 11V8a3 3 0 0 1 5.5-1.7M4 5v5h5M4.5 9.5A9 9 0 0 1 9 4",
        ["menu"] = "M4 7h16M4 12h16M4 17h16",
        ["bell"] = "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
        ["search"] = "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21",
        ["down"] = "M6 9l6 6 6-6",
        ["right"] = "M9 6l6 6-6 6",
        ["left"] = "M15 6l-6 6 6 6",
        ["up"] = "M6 15l6-6 6 6",
        ["wall"] = "M3 5h18v11H3zM9 20h6M12 16v4",
        ["close"] = "M6 6l12 12M18 6L6 18",
        ["sun"] = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5",
        ["language"] = "M4 6h9M8.5 4v2M11 6c-.6 4-3 7-7 9M6.5 9c1 3 3 5 6 6M13 20l4-10 4 10M14.5 17h5",
        ["empty"] = "M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5",
        ["error"] = "M12 4L2.5 20h19zM12 10v5M12 17.5v.5",
        ["lock"] = "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
        ["stale"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
        ["check"] = "M5 12.5l4.5 4.5L19 7.5",
        ["filter"] = "M4 5h16l-6 7v6l-4 2v-8z",
        ["download"] = "M12 4v11M7 11l5 5 5-5M5 20h14",
        ["out"] = "M10 4H5v16h5M10 12h10M16 8l4 4-4 4",
        ["link"] = "M10 14l10-10M14 4h6v6M19 14v6H4V5h6",
    }.ToFrozenDictionary();

    /// <summary>The icon's name.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        var classes = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", classes is null ? "icon" : $"icon {classes}");
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<path d=\"{Shapes[Name]}\"/>");
    }
}
