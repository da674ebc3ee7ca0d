using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Screens;

/// <summary>An instant as people read it in a jurisdiction's zone, with the full date and the zone on hover and the exact instant in the markup.</summary>
[HtmlTargetElement("moment", Attributes = "at", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentTagHelper(TimeProvider time) : TagHelper
{
    /// <summary>The instant, in UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The zone it is shown in, Asia/Shanghai when none is given.</summary>
    public string Zone { get; set; } = "Asia/Shanghai";

    /// <summary>How it is written when anything else is asked for than <c>MM-dd HH:mm</c>, with the year before it where that is not this year.</summary>
    public string? Format { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var local = TimeZoneInfo.ConvertTime(At, zone);
        var form = Format ?? (local.Year == TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm");
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", local.ToString("yyyy-MM-dd HH:mm:ss 'UTC'zzz", CultureInfo.InvariantCulture));
        output.Content.SetContent(local.ToString(form, CultureInfo.InvariantCulture));
    }
}
