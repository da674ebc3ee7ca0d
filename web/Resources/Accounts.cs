namespace Web.Resources;

/// <summary>Names the texts of accounts, roles and machine clients: Chinese in <c>Accounts.resx</c>, English in <c>Accounts.en.resx</c>.</summary>
public sealed class Accounts;
