using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Web.Hosting;

namespace Platform.Tests.Permissions;

/// <summary>Every address of the running program that a method and some values for its parameters lead to.</summary>
internal static class RouteWalk
{
    /// <summary>Names of the handlers that read, of all pages together; a page that has none of the name shows itself.</summary>
    public static IReadOnlyList<string> ReadingHandlers { get; } =
    [
        .. typeof(Launch).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PageModel)))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.StartsWith("OnGet", StringComparison.Ordinal))
            .Select(method => method.Name["OnGet".Length..].Replace("Async", "", StringComparison.Ordinal))
            .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Method and address of every route; a parameter that no value is given for gets each of <paramref name="others"/>.</summary>
    public static IEnumerable<(string Method, string Address, bool IsPage)> Of(
        IServiceProvider services, IReadOnlyDictionary<string, string[]> values, params string[] others)
    {
        foreach (var route in services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var isPage = route.Metadata.GetMetadata<PageActionDescriptor>() is not null;
            var methods = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? (isPage ? ["GET", "POST"] : ["GET"]);
            foreach (var method in methods)
            {
                foreach (var address in Addresses(route.RoutePattern, values, others))
                    yield return (method, address, isPage);
            }
        }
    }

    private static IEnumerable<string> Addresses(RoutePattern pattern, IReadOnlyDictionary<string, string[]> values, string[] others)
    {
        IEnumerable<string> addresses = [""];
        foreach (var segment in pattern.PathSegments)
        {
            addresses =
            [
                .. addresses.SelectMany(before => Segment(segment, values, others).Select(part => $"{before}/{part}")),
            ];
        }

        return addresses.Select(address => address.Length == 0 ? "/" : address);
    }

    private static IEnumerable<string> Segment(RoutePatternPathSegment segment, IReadOnlyDictionary<string, string[]> values, string[] others)
    {
        IEnumerable<string> texts = [""];
        foreach (var part in segment.Parts)
        {
            string[] choices = part switch
            {
                RoutePatternLiteralPart literal => [literal.Content],
                RoutePatternSeparatorPart separator => [separator.Content],
                RoutePatternParameterPart parameter => [.. values.GetValueOrDefault(parameter.Name, others).Select(Uri.EscapeDataString)],
                _ => [""],
            };
            texts = [.. texts.SelectMany(before => choices.Select(choice => before + choice))];
        }

        return texts;
    }
}
