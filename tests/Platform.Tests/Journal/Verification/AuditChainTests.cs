using Grains.Journal.Verification;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>Attacks on the audit log by whoever owns the directory.</summary>
public sealed class AuditChainTests(PostgresServer server) : AttackedHistory(server)
{
    private const string Recompute = """
        do $$
        declare
          mine integer := (select tenant from audit_entry where subject = 'nobody');
          entry audit_entry;
          previous bytea := decode(repeat('00', 32), 'hex');
        begin
          for entry in select * from audit_entry where tenant = mine order by n loop
            previous := sha256(previous || app.audit_bytes(entry));
            update audit_entry set hash = previous where tenant = mine and n = entry.n;
          end loop;
          update audit_head set hash = previous where tenant = mine;
        end $$
        """;

    private AuditLog Log => new(Bed.Platform.Sessions);

    [Theory]
    [InlineData("update audit_entry set subject = 'nobody' where tenant = @tenant and n = 3", FindingCodes.Altered, "audit log, entry 3")]
    [InlineData("update audit_entry set at = at + interval '1 second' where tenant = @tenant and n = 1", FindingCodes.Altered, "audit log, entry 1")]
    [InlineData("delete from audit_entry where tenant = @tenant and n = 2", FindingCodes.Missing, "audit log, entry 2")]
    [InlineData("delete from audit_entry where tenant = @tenant and n = 1", FindingCodes.Missing, "audit log, entry 1")]
    [InlineData("delete from audit_entry where tenant = @tenant and n > 4", FindingCodes.Missing, "audit log, entries 5 to 6")]
    [InlineData("delete from audit_entry where tenant = @tenant", FindingCodes.Missing, "audit log, entries 1 to 6")]
    [InlineData("alter table audit_entry alter column hash drop not null; update audit_entry set hash = null, subject = 'nobody' where tenant = @tenant and n >= 3", FindingCodes.Altered, "audit log, entry 3")]
    [InlineData("update audit_head set hash = sha256('') where tenant = @tenant", FindingCodes.Head, "the head of the audit log")]
    [InlineData("delete from audit_head where tenant = @tenant", FindingCodes.Head, "the head of the audit log")]
    public async Task AlteredOrDeletedEntry_IsFoundByItsNumber(string attack, string code, string place)
    {
        await AppendAsync(6);
        await SealAsync();
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackDirectoryAsync(attack, County.Id);
        var finding = (await VerifyAsync()).Findings[0];
        Assert.Equal((code, place), (finding.Code, finding.Place));
    }

    [Fact]
    public async Task EntriesThatChangedPlaces_AreFound()
    {
        await AppendAsync(6);
        await AttackDirectoryAsync(
            "update audit_entry set n = -2 where tenant = @tenant and n = 2; update audit_entry set n = 2 where tenant = @tenant and n = 4; update audit_entry set n = 4 where tenant = @tenant and n = -2", County.Id);
        var findings = (await VerifyAsync()).Findings;
        Assert.All(findings, finding => Assert.Equal(FindingCodes.Altered, finding.Code));
        Assert.Equal(["audit log, entry 2", "audit log, entry 3", "audit log, entry 4", "audit log, entry 5"], findings.Select(finding => finding.Place));
    }

    [Fact]
    public async Task EndThatWasDeletedWithItsHead_IsFoundByTheSealOutside()
    {
        await AppendAsync(6);
        await SealAsync();
        await AttackDirectoryAsync(
            "delete from audit_entry where tenant = @tenant and n = 6; update audit_head set n = 5, hash = (select hash from audit_entry e where e.tenant = @tenant and e.n = 5) where tenant = @tenant", County.Id);
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((FindingCodes.Seal, "no entry of this number"), (finding.Code, finding.Found));
    }

    [Fact]
    public async Task LogThatItsOwnerComputedAgain_IsFoundByTheSealOutside()
    {
        await AppendAsync(6);
        await SealAsync();
        await AppendAsync(2);
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackDirectoryAsync("update audit_entry set subject = 'nobody' where tenant = @tenant and n = 3", County.Id);
        await AttackDirectoryAsync(Recompute, County.Id);
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingCodes.Seal, finding.Code);
        Assert.Contains("audit log, entry 6", finding.Expected, StringComparison.Ordinal);
    }

    private async Task AppendAsync(int entries)
    {
        for (var i = 0; i < entries; i++)
            await Log.AppendOperatorsAsync(County.Id, "root", "history-sealed", County.Key);
    }
}
