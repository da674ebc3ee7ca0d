using Xunit.Sdk;

namespace Platform.Tests.Isolation;

/// <summary>One way of trying to learn of another tenant, with the proof that it would succeed if the wall were broken.</summary>
/// <param name="Name">What is tried, as a sentence's subject.</param>
/// <param name="Find">Tries it; what it answers is what was learnt, empty when nothing was.</param>
/// <param name="Breach">SQL by the database's owner that breaks the wall, after which the same attempt must learn something.</param>
/// <param name="Mend">SQL that puts the wall back, after which it must learn nothing again.</param>
public sealed record Attack(string Name, Func<Arena, Task<IEnumerable<string>>> Find, string Breach, string Mend) : IXunitSerializable
{
    /// <summary>For the test runner, which names attacks and finds them again by name.</summary>
    public Attack()
        : this("", _ => Task.FromResult<IEnumerable<string>>([]), "", "")
    {
    }

    /// <summary>Whether the breach concerns the directory database.</summary>
    public bool InDirectory { get; init; }

    private Attack? Found { get; set; }

    /// <summary>The attack itself; one that came back from the runner only knows its name.</summary>
    public Attack Known => Found ?? this;

    public void Deserialize(IXunitSerializationInfo info) =>
        Found = Attacks.All.Single(a => a.Name == info.GetValue<string>(nameof(Name)));

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Name), Known.Name);

    public override string ToString() => Known.Name;
}
