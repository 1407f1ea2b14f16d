using Microsoft.EntityFrameworkCore.Migrations;

namespace ReportingAdmin.Core.Data.Migrations;

/// <summary>Migrations are numbered (<c>0014_access</c>) where the framework expects a time stamp of fourteen digits.</summary>
internal sealed class SqlMigrationId : IMigrationsIdGenerator
{
    /// <inheritdoc />
    public string GenerateId(string name) => throw new NotSupportedException("Migrations are written by hand: a pair of files in Data/Migrations/Sql.");

    /// <inheritdoc />
    public string GetName(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <inheritdoc />
    public bool IsValidId(string value) => value.Length > 5 && value[4] == '_' && value.Take(4).All(char.IsAsciiDigit);
}
