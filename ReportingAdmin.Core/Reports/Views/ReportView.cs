namespace ReportingAdmin.Core.Reports.Views;

/// <summary>A report's parameters, columns and order under a name; read and saved through <see cref="ReportViews"/>. Table <c>app.report_view</c>.</summary>
public sealed class ReportView
{
    /// <summary>Surrogate key.</summary>
    public long Id { get; set; }

    /// <summary>The report.</summary>
    public required string ReportKey { get; set; }

    /// <summary>As shown; unique per report and person, whatever the case of its letters.</summary>
    public required string Name { get; set; }

    /// <summary>Whose it is.</summary>
    public long PersonId { get; set; }

    /// <summary>Shared with holders of this role; null = private.</summary>
    public long? RoleId { get; set; }

    /// <summary>Values as in the URL, JSON.</summary>
    public string Parameters { get; set; } = "{}";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The section shown; null = the first.</summary>
    public string? Section { get; set; }

    /// <summary>Columns as in the URL; null = as declared.</summary>
    public string? Columns { get; set; }

    /// <summary>Order as in the URL; null = the report's own.</summary>
    public string? Sort { get; set; }

    /// <summary>Raised by each change.</summary>
    public int Revision { get; set; } = 1;
}

/// <summary>The view that a person meets first. Table <c>app.report_view_default</c>.</summary>
public sealed class ReportViewDefault
{
    /// <summary>Whose.</summary>
    public long PersonId { get; set; }

    /// <summary>Of which report.</summary>
    public required string ReportKey { get; set; }

    /// <summary>The view.</summary>
    public long ViewId { get; set; }
}
