using System.Text.Json;
using System.Text.Json.Serialization;

namespace Web.Interface;

/// <summary>JSON bodies that say what to do: a member that nobody knows is refused and not passed over, one told twice as well, and every fault says where.</summary>
/// <remarks>Events are read apart (<see cref="EventReader"/>): their <c>data</c> stays open.</remarks>
internal static class JsonBodies
{
    // Like a member's name, what kind of fault it is stands in the message of the reader's exception alone.
    private const string Duplicate = "Duplicate property";

    /// <summary>Registers it for every endpoint that takes such a body.</summary>
    public static IServiceCollection AddJsonBodies(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(static options =>
        {
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.AllowDuplicateProperties = false;
        });
        // Told as an exception, a fault reaches the answer with its place; otherwise an answer has the bare status.
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>What is wrong with a body; null where the request is bad in another way.</summary>
    public static JsonFault? FaultOf(Exception exception)
    {
        for (var cause = exception.InnerException; exception is BadHttpRequestException && cause is not null; cause = cause.InnerException)
        {
            if (cause is JsonException broken)
                return FaultOf(broken);
        }

        return null;
    }

    /// <summary>What is wrong with a text that was to be read as JSON.</summary>
    public static JsonFault FaultOf(JsonException broken)
    {
        var place = broken.Path ?? "$";
        return MemberIn(broken) is { } name
            ? new(place.EndsWith($".{name}", StringComparison.Ordinal) ? place : $"{place}.{name}", JsonFault.UnknownMember, $"Nothing here is called {name}.")
            : broken.Message.StartsWith(Duplicate, StringComparison.Ordinal) ? new(place, JsonFault.ToldTwice, "Nobody knows which of the two is meant.")
            : new(place, "malformed-body", "The body is no JSON, or holds something else here than is described.");
    }

    /// <summary>The first member that a value lacks and must have, where that is what is wrong; null where it is something else.</summary>
    public static string? LackingIn(JsonException broken) =>
        broken.Message.Split("missing required properties including: '", 2) is [_, var names] ? names.Split('\'', 2)[0] : null;

    // The reader's exception has the member's name in its message alone: the first of the two names in quotes, the other one a type's.
    private static string? MemberIn(JsonException broken)
    {
        var message = broken.Message;
        var (from, to) = (message.IndexOf('\'', StringComparison.Ordinal), message.IndexOf("' could not be mapped", StringComparison.Ordinal));
        return from >= 0 && to > from ? message[(from + 1)..to] : null;
    }
}
