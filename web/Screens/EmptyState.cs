namespace Web.Screens;

/// <summary>What a list says when it holds nothing: never blank, always what to do first.</summary>
/// <param name="Title">What is empty, such as "没有符合条件的办件".</param>
/// <param name="Text">Why, or what to do about it.</param>
/// <param name="Action">The words on the button, null when there is nothing to do.</param>
/// <param name="Address">Where the button leads.</param>
public sealed record EmptyState(string Title, string? Text = null, string? Action = null, string? Address = null);
