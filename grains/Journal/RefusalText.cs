namespace Grains.Journal;

/// <summary>Text of a refusal: it quotes what came from outside, so it is made storable and kept short.</summary>
internal static class RefusalText
{
    /// <summary>Characters of an event's id, or of the path of a field, in a refusal.</summary>
    public const int MostName = 200;

    /// <summary>Characters of a refusal's sentences.</summary>
    public const int MostSentence = 2_000;

    /// <summary>The text without NUL and half characters, which no text of the database can hold, cut at so many characters.</summary>
    public static string Clean(string text, int most)
    {
        if (text.Length <= most && !IsFaulty(text))
            return text;
        var cut = text.Length <= most ? text.Length : most - 1;
        return string.Create(cut + (cut < text.Length ? 1 : 0), (text, cut), static (clean, from) =>
        {
            for (var i = 0; i < from.cut; i++)
                clean[i] = IsFaulty(from.text, i, from.cut) ? '\uFFFD' : from.text[i];
            if (clean.Length > from.cut)
                clean[from.cut] = '…';
        });
    }

    private static bool IsFaulty(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsFaulty(text, i, text.Length))
                return true;
        }

        return false;
    }

    private static bool IsFaulty(string text, int at, int end) => text[at] switch
    {
        '\0' => true,
        var high when char.IsHighSurrogate(high) => at + 1 >= end || !char.IsLowSurrogate(text[at + 1]),
        var low when char.IsLowSurrogate(low) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        _ => false,
    };
}
