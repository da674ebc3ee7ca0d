using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Web.Screens;
using Xunit;

namespace Platform.Tests.Hosting;

/// <summary>What fails at an address of machines is logged with the number that the answer tells; what the caller brought about is not.</summary>
public sealed class FailureLogTests : IAsyncLifetime
{
    private readonly Errors _errors = new();

    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(ScreensModule).Assembly.GetName().Name });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(_errors);
        builder.Services.AddScreens();
        _app = builder.Build();
        _app.UseScreens();
        _app.UseRouting();
        _app.MapGet("/api/v1/broken", static string () => throw new InvalidOperationException("broken"));
        _app.MapGet("/api/v1/wrong", static string () => throw new BadHttpRequestException("wrong"));
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Failure_IsLoggedOnce_AndTellsItsNumber()
    {
        using var answer = await _app.GetTestClient().GetAsync(new Uri("/api/v1/broken", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var number = problem.RootElement.GetProperty("traceId").GetString()!;
        Assert.NotEmpty(number);
        Assert.Single(_errors.Logged, error => error.Exception is InvalidOperationException);
        Assert.Single(_errors.Logged, error => error.Message.Contains(number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FaultOfTheCaller_IsNoErrorInTheLog()
    {
        using var answer = await _app.GetTestClient().GetAsync(new Uri("/api/v1/wrong", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_errors.Logged);
    }

    private sealed class Errors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(string Message, Exception? Exception)> Logged { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Logged.Enqueue((formatter(state, exception), exception));
        }

        public void Dispose()
        {
        }
    }
}
