using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Hosting;

/// <summary>In which language a visitor is met who has not chosen one.</summary>
public sealed class LanguageTests(TestSite site) : IClassFixture<TestSite>
{
    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("en-US,en;q=0.9,zh-TW;q=0.1", "zh-CN")]
    [InlineData("fr-FR,fr;q=0.9", "zh-CN")]
    [InlineData("*", "zh-CN")]
    [InlineData("not a language at all;;", "zh-CN")]
    [InlineData("en", "en")]
    [InlineData("en-US,en;q=0.9", "en")]
    [InlineData("de,EN-gb;q=0.5,zh;q=0", "en")]
    public async Task FirstVisit_IsInTheLanguageThatTheBrowserReads_ChineseBeforeAllOthers(string? read, string language)
    {
        using var client = site.NewClient();
        if (read is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", read);
        Assert.Contains($"<html lang=\"{language}\"", await client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChosenLanguage_IsKept_WhateverTheBrowserReads()
    {
        using var client = site.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "en-US");
        client.DefaultRequestHeaders.Add("Cookie", $"language={Uri.EscapeDataString("c=zh-CN|uic=zh-CN")}");
        Assert.Contains("<html lang=\"zh-CN\"", await client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }
}
