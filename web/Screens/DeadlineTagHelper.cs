using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Web.Screens;

/// <summary>A deadline as people say it: one that ends at midnight is the day that it ends, any other has its time.</summary>
[HtmlTargetElement("deadline", Attributes = "at", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DeadlineTagHelper : TagHelper
{
    /// <summary>The first instant that is late, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The zone it is shown in.</summary>
    public string Zone { get; set; } = "Asia/Shanghai";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var local = TimeZoneInfo.ConvertTime(At, TimeZoneInfo.FindSystemTimeZoneById(Zone));
        var day = local.TimeOfDay == TimeSpan.Zero ? local.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", (day is null ? local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : $"{day} 24:00") + local.ToString(" 'UTC'zzz", CultureInfo.InvariantCulture));
        output.Content.SetContent(day ?? local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }
}
