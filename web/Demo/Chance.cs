using System.Security.Cryptography;
using System.Text;

namespace Web.Demo;

/// <summary>Chance that comes out the same every time: SplitMix64 (Steele, Lea, Flood 2014) from a seed and a name.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Chance of its own for whatever the name stands for.</summary>
    public static Chance For(int seed, string name) =>
        new(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{name}"))));

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 (included) to a bound (excluded).</summary>
    public int Below(int bound) => (int)(Fraction() * bound);

    /// <summary>True with the given probability.</summary>
    public bool Happens(double probability) => Fraction() < probability;

    /// <summary>One of several, each as likely.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
