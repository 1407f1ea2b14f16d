using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using ReportingAdmin.Core.Data.Migrations;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Data;

/// <summary>The application's own tables (schema <c>app</c>). The SQL migrations define them; this maps what is used.</summary>
/// <param name="options">See <see cref="OptionsFor(NpgsqlDataSource)"/>.</param>
public sealed class ReportingDbContext(DbContextOptions<ReportingDbContext> options) : DbContext(options)
{
    /// <summary>The schema of the application's own tables.</summary>
    public const string Schema = "app";

    /// <summary>The table in which the migrator notes what it did.</summary>
    public const string HistoryTable = "migration_history";

    /// <summary>Options for contexts over a data source.</summary>
    /// <param name="source">The application's data source.</param>
    public static DbContextOptions<ReportingDbContext> OptionsFor(NpgsqlDataSource source) =>
        Common(new DbContextOptionsBuilder<ReportingDbContext>().UseNpgsql(
            source, npgsql => npgsql.MigrationsHistoryTable(HistoryTable, Schema))).Options;

    /// <summary>Options for a context over a connection string: the owner's, for migrations.</summary>
    /// <param name="connectionString">The connection string.</param>
    public static DbContextOptions<ReportingDbContext> OptionsFor(string connectionString) =>
        Common(new DbContextOptionsBuilder<ReportingDbContext>().UseNpgsql(
            connectionString, npgsql => npgsql.MigrationsHistoryTable(HistoryTable, Schema))).Options;

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReportingDbContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
            .Where(p => p.FindAnnotation(RelationalAnnotationNames.ColumnName) is null))
        {
            property.SetColumnName(Names.Snake(property.Name));
        }
    }

    // The schema is written by hand, so there is no generated picture of it to compare the model with; a test compares
    // the model with the schema itself.
    private static DbContextOptionsBuilder<ReportingDbContext> Common(DbContextOptionsBuilder<ReportingDbContext> builder) =>
        builder
            .ReplaceService<IMigrationsIdGenerator, SqlMigrationId>()
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
}
