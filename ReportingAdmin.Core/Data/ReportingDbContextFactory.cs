using Microsoft.EntityFrameworkCore;

namespace ReportingAdmin.Core.Data;

/// <summary>Makes a context for one operation.</summary>
/// <param name="options">Built once; the data source pools the connections.</param>
internal sealed class ReportingDbContextFactory(DbContextOptions<ReportingDbContext> options) : IDbContextFactory<ReportingDbContext>
{
    /// <inheritdoc />
    public ReportingDbContext CreateDbContext() => new(options);
}
