using Npgsql;

namespace ReportingAdmin.Core.Data.Connections;

/// <summary>Settings of a session, given with its connection.</summary>
internal static class SessionOptions
{
    /// <summary>Adds one to those that the connection string has.</summary>
    /// <param name="described">The connection string.</param>
    /// <param name="option">As the server's command line has it, such as <c>-c work_mem=64MB</c>; null = none.</param>
    public static void AddOption(this NpgsqlConnectionStringBuilder described, string? option) =>
        described.Options = string.Join(' ', new[] { described.Options, option }.Where(one => !string.IsNullOrEmpty(one)));
}
