using System.Globalization;

namespace Grains.Tests;

/// <summary>How thoroughly properties are tried: by hand a hundredfold and more, with <c>THOROUGH=100</c> in the environment.</summary>
internal static class Thorough
{
    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable("THOROUGH"), NumberStyles.None, CultureInfo.InvariantCulture, out var factor) ? Math.Max(factor, 1) : 1;

    /// <summary>So many cases, times the factor asked for.</summary>
    public static int Times(int cases) => cases * Factor;
}
