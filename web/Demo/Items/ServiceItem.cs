namespace Web.Demo.Items;

/// <summary>A row of data/service-items: a real item by name and code, without limits.</summary>
/// <param name="Department">Name of the department there, such as 区住建局.</param>
/// <param name="Heading">主项名称; null = none.</param>
/// <param name="Name">事项名称.</param>
/// <param name="BaseCode">What its code says before the area: 基本编码 with its serial.</param>
/// <param name="Kind">Digits of GB/T 39046 A.1.</param>
public sealed record ServiceItem(string Department, string? Heading, string Name, string BaseCode, int Kind);
