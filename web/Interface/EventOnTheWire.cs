using System.Text.Json;

namespace Web.Interface;

/// <summary>One event as a department's system sends it; for the documentation, the reader takes it apart by hand.</summary>
/// <param name="EventId">The sender's id, unique within department and case, at most 100 characters.</param>
/// <param name="CaseNo">办件编号 (GB/T 39046 §6.2 caseNumber), at most 50 characters.</param>
/// <param name="ItemCode">实施编码 (implementationCode) of the item handled.</param>
/// <param name="Department">Code of the department; may be left out, else it must be the token's own.</param>
/// <param name="Kind">What happened: submitted, accepted, step-completed, approved …</param>
/// <param name="OccurredAt">When: ISO 8601 with offset, or YYYYMMDDThhmmss in Asia/Shanghai.</param>
/// <param name="Step">环节: code of the flow's step.</param>
/// <param name="Post">岗位: code of the post that acted.</param>
/// <param name="Handler">办理人: personal, never leaves the jurisdiction.</param>
/// <param name="Data">What the kind adds; see docs/interface.md.</param>
public sealed record EventOnTheWire(
    string EventId, string CaseNo, string ItemCode, string? Department, string Kind, string OccurredAt, string? Step, string? Post,
    string? Handler, JsonElement? Data);
