using System.Globalization;
using Grains.Cases;
using Grains.Departments;

namespace Grains.Journal;

/// <summary>The form in which this build writes what cases and departments fold into and what cases amount to, as <c>fold_applied</c> has it.</summary>
internal static class FoldBasis
{
    /// <summary>Formats of the folds of a case and of a department, and version of the judgement of a case.</summary>
    public static string Current { get; } = string.Create(CultureInfo.InvariantCulture, $"case {CaseCodec.Format}, department {DepartmentCodec.Format}, judgement {CaseJudge.Version}");
}
