using ReportingAdmin.Core;
using ReportingAdmin.Hosting;

return await CommandLine.RunAsync(args, async configuration =>
{
    var builder = SiteBuilder.Create(configuration);
    builder.Services.AddReportingCore(builder.Configuration);

    await using var app = builder.Build();
    await app.OpenDatabaseAsync();
    app.MapStaticAssets();
    await app.RunAsync();
});
