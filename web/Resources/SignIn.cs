namespace Web.Resources;

/// <summary>Names the texts of the sign-in page: Chinese in <c>SignIn.resx</c>, English in <c>SignIn.en.resx</c>.</summary>
public sealed class SignIn;
