using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Web.Demo.Items;

/// <summary>A number drawn from a text: always the same for the same text, on every machine.</summary>
public static class Dice
{
    /// <summary>From 0 to <paramref name="sides"/> − 1.</summary>
    /// <param name="sides">How many faces.</param>
    /// <param name="seed">What is thrown for, in parts.</param>
    public static int Throw(int sides, params ReadOnlySpan<string> seed) => (int)(Number(seed) % (uint)sides);

    /// <summary>Any number: to put things into an order that looks shuffled.</summary>
    public static uint Number(params ReadOnlySpan<string> seed) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', seed!))));
}
