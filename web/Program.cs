using Grains.Journal;
using Silo;
using Tenancy.Hosting;
using Tenancy.Hosting.Health;
using Web.Accounts;
using Web.Auth;
using Web.Calendars;
using Web.Cases;
using Web.Catalogue;
using Web.Connection;
using Web.Demo;
using Web.Hosting;
using Web.Import;
using Web.Interface;
using Web.Live;
using Web.Notifications;
using Web.Quarantine;
using Web.Rules;
using Web.Screens;
using Web.Search;
using Web.Setup;
using Web.Signals;
using Web.Tree;
using Web.Verbs;

using var shutdown = new Shutdown();
return await VerbTable.TryRunAsync(args, Console.Out, Console.Error, shutdown.Token)
    ?? await Start.RunAsync(args, Serve, shutdown.Token);

// What a node is made of, in the order in which a request meets it.
static async Task Serve(WebApplicationBuilder builder, DatabaseServer server, Launch launch, CancellationToken cancellation)
{
    builder.AddHosting(server, launch);
    builder.Services.AddAuth();
    builder.Services.AddAdministering();
    builder.Services.AddTree();
    builder.Services.AddCalendars();
    builder.Services.AddRulebooks();
    builder.Services.AddJournal();
    builder.Services.AddDataInterface();
    builder.Services.AddQuarantine();
    builder.Services.AddCatalogue();
    builder.Services.AddCases();
    builder.Services.AddSignals();
    builder.Services.AddConnection();
    builder.Services.AddLive();
    builder.Services.AddSearch();
    builder.Services.AddNotifications();
    builder.Services.AddUploads();
    builder.Services.AddScreens();
    builder.Services.AddSetup(launch);
    builder.AddDemo(launch);
    if (server.RunsSilo)
        builder.Services.AddSilo();

    await using var app = builder.Build();
    app.UseTrustedProxies();
    app.UseScreens();
    app.UseInterfacePage();
    app.UseRouting();
    app.UseCompressedBodies();
    app.UseBodyBounds();
    app.UseSpeakableText();
    app.UseAuth();
    app.UseAntiforgery();
    app.UseSpeakableForms();
    app.MapNodeHealth();
    app.MapAuth();
    app.MapAdministering();
    app.MapSetup();
    app.MapTree();
    app.MapCalendars();
    app.MapRulebooks();
    app.MapDataInterface();
    app.MapQuarantine();
    app.MapConnections();
    app.MapCatalogue();
    app.MapLive();
    app.MapImports();
    app.MapScreens();
    await app.RunAsync(cancellation);
}
