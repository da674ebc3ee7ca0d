namespace Web.Interface;

/// <summary>On what the post of an event rests that was entered at a form of the platform; kept with the event as <c>data.postBasis</c>.</summary>
public static class PostBases
{
    /// <summary>Name of the field.</summary>
    public const string Field = "postBasis";

    /// <summary>The clerk's account holds the post.</summary>
    public const string Held = "held";

    /// <summary>The clerk stated it: no post was given to the account.</summary>
    public const string Stated = "stated";
}
