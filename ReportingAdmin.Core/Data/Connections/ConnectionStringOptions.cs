namespace ReportingAdmin.Core.Data.Connections;

/// <summary>Configuration section <c>ConnectionStrings</c>: a PostgreSQL 15+ of one's own; all empty = the embedded cluster.</summary>
public sealed class ConnectionStringOptions
{
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
}
