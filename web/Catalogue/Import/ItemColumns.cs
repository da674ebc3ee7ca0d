using System.Collections.Frozen;

namespace Web.Catalogue.Import;

/// <summary>The columns of a CSV file of items: our name for each, and the names under which others have it.</summary>
/// <remarks>English names are those of GB/T 39046 §6.1, Chinese ones its own; snake_case ones stand in data/service-items.</remarks>
internal static class ItemColumns
{
    public const string Code = "code";
    public const string Name = "name";
    public const string Heading = "heading";
    public const string Kind = "kind";
    public const string Department = "department";
    public const string DepartmentName = "departmentName";
    public const string LegalBasis = "legalBasis";
    public const string Conditions = "conditions";
    public const string QuantityLimit = "quantityLimit";
    public const string Materials = "materials";
    public const string Forms = "forms";
    public const string LegalLimit = "legalLimit";
    public const string LegalUnit = "legalLimitUnit";
    public const string PromisedLimit = "promisedLimit";
    public const string PromisedUnit = "promisedLimitUnit";
    public const string Flow = "flow";
    public const string FeeName = "feeName";
    public const string FeeBasis = "feeBasis";
    public const string FeeStandard = "feeStandard";
    public const string Office = "office";
    public const string Post = "responsiblePost";
    public const string Telephone = "telephone";
    public const string Result = "resultDocument";
    public const string Complaints = "complaintChannel";

    /// <summary>Columns that are known and mean nothing to the catalogue.</summary>
    public static readonly FrozenSet<string> Meaningless = FrozenSet.ToFrozenSet(["area_code", "basicCode", "基本编码"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string[]>
    {
        [Code] = ["item_code", "implementationCode", "实施编码", "事项编码"],
        [Name] = ["itemName", "事项名称"],
        [Heading] = ["main_item", "主项名称"],
        [Kind] = ["task_type", "itemTypeCode", "事项类型代码", "事项类型"],
        [Department] = ["dept_code", "implementingBodyCode", "实施主体代码", "部门编码"],
        // data/service-items has the name where we have the code.
        [DepartmentName] = ["implementingBody", "实施主体", "部门"],
        [LegalBasis] = ["设定依据"],
        [Conditions] = ["acceptanceConditions", "受理条件"],
        [QuantityLimit] = ["数量限制"],
        [Materials] = ["materialName", "申请材料", "材料名称"],
        [Forms] = ["示范文本"],
        [LegalLimit] = ["法定办结时限", "法定时限"],
        [LegalUnit] = ["法定办结时限单位", "法定时限单位"],
        [PromisedLimit] = ["承诺办结时限", "承诺时限"],
        [PromisedUnit] = ["承诺办结时限单位", "承诺时限单位"],
        [Flow] = ["办理流程"],
        [FeeName] = ["收费项目"],
        [FeeBasis] = ["收费依据"],
        [FeeStandard] = ["收费标准"],
        [Office] = ["handlingOffice", "承办机构", "责任处室"],
        [Post] = ["责任岗位"],
        [Telephone] = ["inquiryPhone", "咨询电话"],
        [Result] = ["resultName", "结果名称"],
        [Complaints] = ["supervisionPhone", "监督电话", "监督投诉渠道"],
    }.SelectMany(c => c.Value.Append(c.Key).Select(name => (name, c.Key))).ToFrozenDictionary(c => c.name, c => c.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Our names of the columns of a header, null for those that mean nothing.</summary>
    public static string?[] Of(IReadOnlyList<string> header)
    {
        // A file that has dept_code beside department names the department in the latter.
        var named = header.Contains("dept_code", StringComparer.OrdinalIgnoreCase);
        return [.. header.Select(h => h.Trim()).Select(h =>
            named && h.Equals("department", StringComparison.OrdinalIgnoreCase) ? DepartmentName : Names.GetValueOrDefault(h))];
    }
}
