using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Callers;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Accounts;

public sealed class SignInTests(TestPlatform platform) : IClassFixture<TestPlatform>, IAsyncLifetime
{
    private const string Password = "correct horse 1";

    private People People { get; } = new(platform);

    private SignInService SignIn => platform.Services.GetRequiredService<SignInService>();

    private LiveCallers Callers => platform.Services.GetRequiredService<LiveCallers>();

    public async ValueTask InitializeAsync() => await People.EnsureAdministratorAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task RightPassword_BeginsASessionOfItsAccount()
    {
        var caller = await People.NewAsync("330802", Role.Inspector);
        Assert.Equal(platform["330802"].Id, caller.Tenant);
        Assert.Equal(CallerKind.Person, caller.Kind);
        Assert.Equal([new Holding(Role.Inspector, caller.Tenant)], caller.Holdings);
        Assert.True(caller.Has(Permission.ViewCases));
        Assert.False(caller.Has(Permission.ManageAccounts));
    }

    [Theory]
    [InlineData("330802", "nobody", Password)]
    [InlineData("330802", "somebody", "wrong")]
    [InlineData("330825", "somebody", Password)]
    [InlineData("999999", "somebody", Password)]
    public async Task WrongJurisdictionNameOrPassword_AreRefusedAlike(string jurisdiction, string name, string password)
    {
        await People.EnsureAsync("330802", "somebody", Password);
        Assert.IsType<SignInResult.Wrong>(await SignIn.SignInAsync(jurisdiction, name, password));
    }

    [Fact]
    public async Task Name_IsUniqueWithinItsJurisdictionWhateverItsCase()
    {
        var actor = await People.EnsureAdministratorAsync();
        var administration = platform.Services.GetRequiredService<Administration>();
        var here = platform["330102"].Id;
        Assert.Null((await administration.CreateAsync(actor, here, new NewAccount("twin", "甲", Password))).Refusal);
        Assert.Equal("name-taken", (await administration.CreateAsync(actor, here, new NewAccount("TWIN", "乙", Password))).Refusal?.Code);
        Assert.Null((await administration.CreateAsync(actor, platform["330122"].Id, new NewAccount("twin", "丙", Password))).Refusal);
    }

    [Fact]
    public async Task FiveWrongPasswords_LockTheAccountEvenForTheRightOne()
    {
        await People.EnsureAsync("330802", "hasty", Password);
        for (var i = 0; i < AccountRules.Attempts; i++)
            Assert.IsType<SignInResult.Wrong>(await SignIn.SignInAsync("330802", "hasty", "wrong"));
        Assert.IsType<SignInResult.Wrong>(await SignIn.SignInAsync("330802", "hasty", Password));

        await platform.Server.ExecuteAsync(platform.Directory, "update account set locked_until = now() - interval '1 second' where name = 'hasty'");
        Assert.IsType<SignInResult.SignedIn>(await SignIn.SignInAsync("330802", "hasty", Password));
    }

    [Fact]
    public async Task WrongPasswordsInParallel_AreAllCounted()
    {
        await People.EnsureAsync("330802", "parallel", Password);
        await Task.WhenAll(Enumerable.Range(0, AccountRules.Attempts).Select(_ => SignIn.SignInAsync("330802", "parallel", "wrong")));
        Assert.IsType<SignInResult.Wrong>(await SignIn.SignInAsync("330802", "parallel", Password));
    }

    [Theory]
    [InlineData("short 1", "password-too-short")]
    [InlineData("no digits at all", "password-requires-digit")]
    [InlineData("1111111111a", "password-requires-unique-chars")]
    public async Task WeakPassword_IsRefused(string password, string code)
    {
        var actor = await People.EnsureAdministratorAsync();
        var (_, refusal) = await platform.Services.GetRequiredService<Administration>()
            .CreateAsync(actor, platform["330802"].Id, new NewAccount("weak", "弱", password));
        Assert.Equal(code, refusal?.Code);
    }

    [Fact]
    public async Task PasswordInTheDatabase_IsHashed()
    {
        await People.EnsureAsync("330802", "hashed", Password);
        var stored = await platform.Server.ScalarAsync<string>(platform.Directory, "select password_hash from account where name = 'hashed'");
        Assert.DoesNotContain(Password, stored, StringComparison.Ordinal);
        Assert.Equal(0x01, Convert.FromBase64String(stored)[0]);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAtOnce()
    {
        var caller = await People.NewAsync("330802", Role.Leader);
        await SignIn.SignOutAsync(caller);
        Assert.Null(await Callers.FindAsync(caller.Tenant, caller.Session));
    }

    [Fact]
    public async Task SuspendedAccount_LosesItsSessionWithinTwoSecondsAndCannotSignIn()
    {
        var caller = await People.NewAsync("330802", Role.Leader);
        var actor = await People.EnsureAdministratorAsync();
        Assert.Null(await platform.Services.GetRequiredService<Administration>()
            .SuspendAsync(actor, caller.Tenant, Guid.Parse(caller.Subject), suspended: true));
        await Task.Delay(LiveCallers.Fresh + TimeSpan.FromMilliseconds(100));
        Assert.Null(await Callers.FindAsync(caller.Tenant, caller.Session));
        Assert.IsType<SignInResult.Suspended>(await SignIn.SignInAsync("330802", caller.Login, People.Password));
    }

    [Fact]
    public async Task RevokedRole_IsGoneWithinTwoSeconds()
    {
        var caller = await People.NewAsync("330802", Role.Leader);
        var actor = await People.EnsureAdministratorAsync();
        var grant = await platform.Server.ScalarAsync<Guid>(platform.Directory, $"select id from account_role where account = '{caller.Subject}'");
        Assert.Null(await platform.Services.GetRequiredService<Administration>().RevokeAsync(actor, caller.Tenant, grant));
        await Task.Delay(LiveCallers.Fresh + TimeSpan.FromMilliseconds(100));
        var later = await Callers.FindAsync(caller.Tenant, caller.Session);
        Assert.Empty(later!.Holdings);
    }

    [Fact]
    public async Task ChangedPassword_EndsTheOtherSessions()
    {
        var first = await People.NewAsync("330802", Role.Leader);
        var second = await People.SignInAsync("330802", first.Login, People.Password);
        Assert.True((await SignIn.ChangePasswordAsync(second, People.Password, "another horse 2")).Succeeded);
        Callers.Forget(first.Tenant, first.Session);
        Assert.Null(await Callers.FindAsync(first.Tenant, first.Session));
        Assert.NotNull(await Callers.FindAsync(second.Tenant, second.Session));
        Assert.IsType<SignInResult.Wrong>(await SignIn.SignInAsync("330802", first.Login, People.Password));
    }

    [Fact]
    public async Task SessionOfAnotherTenant_IsNotFound()
    {
        var caller = await People.NewAsync("330802", Role.Leader);
        Assert.Null(await Callers.FindAsync(platform["330825"].Id, caller.Session));
    }

    [Fact]
    public async Task SessionNotUsedForTwoHours_IsOver()
    {
        var caller = await People.NewAsync("330802", Role.Leader);
        await platform.Server.ExecuteAsync(
            platform.Directory, $"update web_session set last_seen_at = now() - interval '121 minutes' where id = '{caller.Session.Value}'");
        Callers.Forget(caller.Tenant, caller.Session);
        Assert.Null(await Callers.FindAsync(caller.Tenant, caller.Session));
    }
}
