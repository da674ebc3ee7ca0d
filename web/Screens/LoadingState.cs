namespace Web.Screens;

/// <summary>Grey bars in the place of what is being read, as many as it will have lines, so that nothing jumps when it comes.</summary>
/// <param name="Lines">How many lines.</param>
public sealed record LoadingState(int Lines = 5);
