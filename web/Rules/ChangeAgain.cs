using Grains.Rules;

namespace Web.Rules;

/// <summary>Lays a change of rules over rules that were changed since it was begun.</summary>
public static class ChangeAgain
{
    /// <summary>The rules as they stand now, with what the change did to those on which it was begun; what it left alone stays as it is now.</summary>
    /// <param name="begun">The layer on which the change was begun.</param>
    /// <param name="changed">The layer as the change would have it.</param>
    /// <param name="now">The layer as it stands now.</param>
    public static Rulebook Over(Rulebook begun, Rulebook changed, Rulebook now)
    {
        var rules = now.Rules;
        foreach (var difference in RuleDifference.Between(begun, changed))
        {
            var held = rules.FirstOrDefault(rule => rule.Code == difference.Code);
            if (difference.After is not { } after)
                rules = rules.RemoveAll(rule => rule.Code == difference.Code);
            else
                rules = held is null ? rules.Add(after) : rules.Replace(held, after);
        }

        return new(
            0, changed.Name == begun.Name ? now.Name : changed.Name, changed.EnglishName == begun.EnglishName ? now.EnglishName : changed.EnglishName,
            changed.EffectiveFrom, rules)
        {
            SwitchedOff =
            [
                .. now.SwitchedOff.Where(code => changed.SwitchedOff.Contains(code) || !begun.SwitchedOff.Contains(code)),
                .. changed.SwitchedOff.Where(code => !begun.SwitchedOff.Contains(code) && !now.SwitchedOff.Contains(code)),
            ],
        };
    }
}
