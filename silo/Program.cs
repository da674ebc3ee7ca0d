using Grains.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Silo;
using Tenancy.Hosting;
using Tenancy.Hosting.Health;

// A silo of its own: everything that follows time and carries between tenants, and health for its orchestrator.
var builder = WebApplication.CreateBuilder(args);
await using var server = await DatabaseServer.OpenAsync(ServerSettings.Read(builder.Configuration));
builder.AddNode(server, "platform-silo");
builder.Services.AddJournal();
builder.Services.AddSilo();
if (string.IsNullOrEmpty(builder.Configuration["urls"]))
    builder.WebHost.UseUrls("http://localhost:8081");

await using var app = builder.Build();
app.MapNodeHealth();
await app.RunAsync();
