using System.Text.Json;

namespace Web.Catalogue.Endpoints;

/// <summary>Members of enumerations as addresses name them: kebab-case.</summary>
internal static class Words
{
    /// <summary>Reads a member; true with null where nothing is given.</summary>
    public static bool TryRead<T>(string? text, out T? member)
        where T : struct, Enum
    {
        member = null;
        if (string.IsNullOrEmpty(text))
            return true;
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == text)
                member = value;
        }

        return member is not null;
    }

    /// <summary>How addresses name a member.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());
}
