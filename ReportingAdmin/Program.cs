using ReportingAdmin.Core;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Hosting;

return await CommandLine.RunAsync(args, async configuration =>
{
    var builder = SiteBuilder.Create(configuration);
    ListenAddresses.RequireFree(builder.Configuration);
    builder.Services.AddReportingCore(builder.Configuration);
    builder.Services.AddRunWorkers();
    builder.Services.AddSite();

    await using var app = builder.Build();
    app.UseSite();
    await app.OpenDatabaseAsync();
    await app.RunAsync();
});
