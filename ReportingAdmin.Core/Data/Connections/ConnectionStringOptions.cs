using Npgsql;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Connections;

/// <summary>Configuration section <c>ConnectionStrings</c>: a PostgreSQL 15+ of one's own; all empty = the embedded cluster.</summary>
public sealed class ConnectionStringOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "ConnectionStrings";

    /// <summary>The application's own tables and loads, login <c>reporting_app</c>. Empty = the embedded cluster.</summary>
    public string Reporting { get; set; } = "";

    /// <summary>The reports' way in, login <c>reporting_reader</c>; required together with <see cref="Reporting"/>.</summary>
    public string Reader { get; set; } = "";

    /// <summary>
    /// Login <c>reporting_owner</c>, or one that may create roles and databases; used at the first start and by
    /// <c>migrate</c> alone. Empty = <c>check</c> prints the SQL for a database administrator.
    /// </summary>
    public string Owner { get; set; } = "";

    /// <summary>True when a server is configured, false when the embedded cluster is used.</summary>
    public bool Configured => Reporting.Length > 0;

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (Configured && Reader.Length == 0)
        {
            yield return "ConnectionStrings:Reader is empty; set it to the login reporting_reader of the same database, or empty ConnectionStrings:Reporting to use the embedded cluster.";
        }

        if (!Configured && (Reader.Length > 0 || Owner.Length > 0))
        {
            var other = Reader.Length > 0 ? "ConnectionStrings:Reader" : "ConnectionStrings:Owner";
            yield return $"ConnectionStrings:Reporting is empty although {other} is set; set it to the login reporting_app, or empty all three to use the embedded cluster.";
        }

        var names = new HashSet<string?>();
        foreach (var (key, text) in new[] { (nameof(Reporting), Reporting), (nameof(Reader), Reader), (nameof(Owner), Owner) }.Where(s => s.Item2.Length > 0))
        {
            var (database, problem) = Parse(key, text);
            if (problem is not null)
            {
                yield return problem;
                continue;
            }

            names.Add(database);
        }

        if (names.Count > 1)
        {
            yield return $"ConnectionStrings name different databases ({string.Join(", ", names.Order(StringComparer.Ordinal))}); all three are ways into one.";
        }
    }

    private static (string? Database, string? Problem) Parse(string key, string text)
    {
        try
        {
            var described = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(described.Host) || string.IsNullOrEmpty(described.Database) || string.IsNullOrEmpty(described.Username)
                ? (null, $"ConnectionStrings:{key} lacks a part; write Host=…;Database=…;Username=…;Password=….")
                : (described.Database, null);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Without the text and the driver's message: both may hold the password.
            return (null, $"ConnectionStrings:{key} cannot be read; write Host=…;Database=…;Username=…;Password=….");
        }
    }
}
