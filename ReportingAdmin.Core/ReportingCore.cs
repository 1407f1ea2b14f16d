using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Checks;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Demo;
using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Core.Reports.Views;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Workers;
using ReportingAdmin.Core.Syncs;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Previewing;
using ReportingAdmin.Core.Syncs.Importing.Records;

namespace ReportingAdmin.Core;

/// <summary>Everything that pages, API, command line and background work share.</summary>
public static class ReportingCore
{
    /// <summary>Registers it. <see cref="DatabaseHost.OpenAsync"/> is called once before anything that reads.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">The program's configuration.</param>
    public static IServiceCollection AddReportingCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddAllSettings(configuration).AddDatabase().AddAccess().AddReports().AddRuns().AddImports().AddHome().AddExplore().AddAdministration().AddChecks();
    }

    private static IServiceCollection AddAllSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ConnectionStringOptions>(configuration);
        services.AddSettings<EmbeddedOptions>(configuration);
        services.AddSettings<FilesOptions>(configuration);
        services.AddSettings<CompanyOptions>(configuration);
        services.AddSettings<ConventionOptions>(configuration);
        services.AddSettings<RunOptions>(configuration);
        services.AddSettings<AuthOptions>(configuration);
        services.AddSettings<DemoOptions>(configuration);
        services.AddSettings<PdfFontOptions>(configuration);
        services.AddSettings<FreshnessOptions>(configuration);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ConventionOptions>>().Value);
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<CompanyOptions>>().Value);
    }

    private static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseHost>();
        services.AddSingleton(provider => provider.GetRequiredService<DatabaseHost>().Database);
        services.AddSingleton(provider => ReportingDbContext.OptionsFor(provider.GetRequiredService<ReportingDatabase>().App));
        services.AddSingleton(provider => new DemoData(
            provider.GetRequiredService<ReportingDatabase>(),
            provider.GetRequiredService<CompanyOptions>(),
            provider.GetRequiredService<IOptions<DemoOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DatabaseHost>().Logins.Owner));
        return services.AddSingleton<IDbContextFactory<ReportingDbContext>, ReportingDbContextFactory>();
    }

    private static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<CallerLoader>().AddSingleton<Granting>().AddSingleton<DevelopmentPeople>().AddSingleton<AuditLog>().AddSingleton<AuditSeals>().AddSingleton<KeyRing>();

    private static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton(_ => ReportCatalog.Load(typeof(ReportingCore).Assembly));
        services.AddSingleton<CompanyCalendar>().AddSingleton<TapeConfigurations>().AddSingleton<ReportViews>().AddSingleton<DataEnds>().AddSingleton<DriftCheck>().AddSingleton<ReportRunner>();
        services.AddSingleton(provider => PdfFonts.Find(provider.GetRequiredService<IOptions<PdfFontOptions>>().Value));
        foreach (var writer in typeof(ReportingCore).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IReportWriter))))
        {
            services.AddSingleton(typeof(IReportWriter), writer);
        }

        return services;
    }

    private static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<Importer>().AddSingleton<ImportRuns>().AddSingleton<IRunWork, ImportWork>()
        .AddSingleton<PreviewMaker>().AddSingleton<ImportDrafts>().AddSingleton<SavedMappings>().AddSingleton<ClosedPeriods>().AddSingleton<LoadHistory>().AddSingleton<TableFreshness>();

    private static IServiceCollection AddChecks(this IServiceCollection services) => services
        .AddSingleton<ICheck, MigrationsCheck>()
        .AddSingleton<ICheck, PrivilegesCheck>()
        .AddSingleton<ICheck, DriftFoundCheck>()
        .AddSingleton<ICheck, TieOutsCheck>();
}
