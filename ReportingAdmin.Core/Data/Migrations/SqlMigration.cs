using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ReportingAdmin.Core.Data.Migrations;

/// <summary>
/// A migration that is a pair of embedded files, <c>Sql/&lt;id&gt;.up.sql</c> and <c>Sql/&lt;id&gt;.down.sql</c>: partitions,
/// policies, triggers and grants are SQL anyway. The migrator runs each in a transaction.
/// </summary>
internal abstract class SqlMigration : Migration
{
    private string Id => GetType().GetCustomAttribute<MigrationAttribute>()!.Id;

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(EmbeddedSql.Read($"Migrations.Sql.{Id}.up.sql"));

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(EmbeddedSql.Read($"Migrations.Sql.{Id}.down.sql"));
}
