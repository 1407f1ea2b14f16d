using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Administration.Health;
using ReportingAdmin.Core.Administration.Previewing;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Core.Administration.Trail;

namespace ReportingAdmin.Core.Administration;

/// <summary>Registers what the pages under Administration are made of.</summary>
public static class AdministrationServices
{
    /// <summary>Adds it.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<AuditTrail>()
        .AddSingleton<AuditIntegrity>()
        .AddSingleton<AuditExport>()
        .AddSingleton<AccessDirectory>()
        .AddSingleton<AccessChanges>()
        .AddSingleton<AccessRequests>()
        .AddSingleton<PersonPreviews>()
        .AddSingleton<SystemState>();
}
