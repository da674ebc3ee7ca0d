using System.Globalization;

namespace Tenancy;

/// <summary>The surrogate key of a jurisdiction as a tenant: the first column of every key in every data database.</summary>
/// <remarks>Never shown to a person: division codes are renamed and shared (东莞), this number is neither.</remarks>
public readonly record struct TenantId(int Value) : IComparable<TenantId>
{
    /// <inheritdoc/>
    public int CompareTo(TenantId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
