namespace Tenancy.Permissions;

/// <summary>What a caller is.</summary>
public enum CallerKind
{
    /// <summary>Somebody with an account, who signed in.</summary>
    Person = 1,

    /// <summary>A system with a client id, which holds a token.</summary>
    Machine = 2,
}
