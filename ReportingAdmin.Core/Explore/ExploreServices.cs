using Microsoft.Extensions.DependencyInjection;

namespace ReportingAdmin.Core.Explore;

/// <summary>Registers what the Explore page asks.</summary>
public static class ExploreServices
{
    /// <summary>Adds it.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddExplore(this IServiceCollection services) => services.AddSingleton<MetricReader>().AddSingleton<Explorer>();
}
