using System.Text;

namespace Web.Demo;

/// <summary>What <c>./run</c> prints when the demo can be looked at.</summary>
internal static class Greeting
{
    /// <summary>The address and the accounts.</summary>
    public static string Of(DemoFile file)
    {
        var text = new StringBuilder().AppendLine().AppendLine(file.Url).AppendLine();
        foreach (var account in file.Accounts)
            text.AppendLine($"  {account.Jurisdiction}  {account.Role,-22} {account.User,-12} {account.Password}");
        return text.AppendLine().Append("Accounts and the credentials of departments' systems are in demo.json in the data folder.").ToString();
    }
}
