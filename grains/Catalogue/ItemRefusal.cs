using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>Why a command on an item changed nothing.</summary>
public abstract record ItemRefusal
{
    private ItemRefusal()
    {
    }

    /// <summary>Stable code, kebab-case.</summary>
    public abstract string Code { get; }

    /// <summary>The item does not exist, or has no version that is still being written.</summary>
    public sealed record NothingToDecide : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-has-no-draft";
    }

    /// <summary>The document is no longer the one that was seen: somebody has written another.</summary>
    public sealed record Overtaken : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-changed-meanwhile";
    }

    /// <summary>A step before this one is missing.</summary>
    /// <param name="Missing">The status that must be reached first.</param>
    public sealed record StepMissing(ItemStatus Missing) : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => Missing switch
        {
            ItemStatus.Checked => "item-not-checked",
            ItemStatus.Settled => "item-not-settled",
            ItemStatus.Published => "item-not-published",
            _ => "item-not-reviewed",
        };
    }

    /// <summary>The document is not complete.</summary>
    /// <param name="Findings">What is missing or wrong.</param>
    public sealed record Incomplete(ImmutableArray<ItemFinding> Findings) : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-incomplete";
    }

    /// <summary>This office has no say in this kind of item.</summary>
    /// <param name="Offices">Those that have.</param>
    public sealed record WrongOffice(ImmutableArray<ReviewOffice> Offices) : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-review-office-wrong";
    }

    /// <summary>The effective date of a first version lies in the past, that of a later one or of a retirement not after today, or that of a retirement not after that of the version.</summary>
    /// <param name="Earliest">The earliest day possible.</param>
    public sealed record TooEarly(DateOnly Earliest) : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-effective-date-too-early";
    }

    /// <summary>The effective date lies so far ahead that its year is a slip, or behind the one for which the same text was published.</summary>
    /// <param name="Latest">The latest day possible.</param>
    public sealed record TooLate(DateOnly Latest) : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-effective-date-too-late";
    }

    /// <summary>The item is retired; what replaces it is a new item.</summary>
    public sealed record AlreadyRetired : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-retired";
    }

    /// <summary>Code, department or kind of an item cannot be changed by a new version.</summary>
    /// <param name="Field">Which was tried.</param>
    public sealed record IdentityFixed(string Field) : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "item-identity-fixed";
    }

    /// <summary>The department is not registered.</summary>
    /// <param name="Department">Its code.</param>
    public sealed record DepartmentUnknown(string Department) : ItemRefusal
    {
        /// <inheritdoc/>
        public override string Code => "department-unknown";
    }
}
