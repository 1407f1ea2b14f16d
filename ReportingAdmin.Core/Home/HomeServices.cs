using Microsoft.Extensions.DependencyInjection;

namespace ReportingAdmin.Core.Home;

/// <summary>Registers what the start page and the site's frame are made of.</summary>
public static class HomeServices
{
    /// <summary>Adds it.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddHome(this IServiceCollection services) => services
        .AddSingleton<FavouriteReports>()
        .AddSingleton<ShellSettings>()
        .AddSingleton<HeadlineFigures>()
        .AddSingleton<ReportFacts>()
        .AddSingleton<DriftWatch>()
        .AddSingleton<AttentionList>();
}
