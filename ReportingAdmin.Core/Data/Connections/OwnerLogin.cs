using Npgsql;

namespace ReportingAdmin.Core.Data.Connections;

/// <summary>Connections that act as <c>reporting_owner</c>, whichever login makes them.</summary>
internal static class OwnerLogin
{
    /// <summary>A connection string whose sessions act as the owner, outside the pool.</summary>
    /// <param name="owner">A login that is, or may become, <c>reporting_owner</c>.</param>
    /// <param name="name">What the server's list of sessions shows.</param>
    /// <param name="options">Settings of the session as the server's command line has them; null = none.</param>
    public static string Session(string owner, string name, string? options)
    {
        var described = new NpgsqlConnectionStringBuilder(owner) { ApplicationName = name, Pooling = false };
        described.AddOption(described.Username == "reporting_owner" ? null : "-c role=reporting_owner");
        described.AddOption(options);
        return described.ConnectionString;
    }
}
