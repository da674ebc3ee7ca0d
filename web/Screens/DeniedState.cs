namespace Web.Screens;

/// <summary>What a page says to somebody who may not open it.</summary>
/// <param name="Text">Who can grant it; a general sentence when null.</param>
public sealed record DeniedState(string? Text = null);
