namespace Web.Screens;

/// <summary>What a part of a page says when it could not be made.</summary>
/// <param name="Number">The number to quote: the request's trace id.</param>
/// <param name="Title">What happened; a general sentence when null.</param>
/// <param name="Text">What was kept and what to do; a general sentence when null.</param>
/// <param name="Retry">Where "try again" leads, null for no such button.</param>
public sealed record ErrorState(string Number, string? Title = null, string? Text = null, string? Retry = null);
