using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs;

/// <summary>What a run of kind report makes and made. Table <c>app.report_run</c>.</summary>
public sealed class ReportRun
{
    /// <summary>The run.</summary>
    public Guid RunId { get; set; }

    /// <summary>Such as <c>escrow/sales</c>.</summary>
    public required string ReportKey { get; set; }

    /// <summary>Major version and hash of class and SQL.</summary>
    public required string ReportVersion { get; set; }

    /// <summary>As shown.</summary>
    public required string Name { get; set; }

    /// <summary>The rhythm it belongs to.</summary>
    public ReportType ReportType { get; set; } = ReportType.Custom;

    /// <summary>The form of the file.</summary>
    public FileFormat Format { get; set; }

    /// <summary>One section only; null = all.</summary>
    public string? Section { get; set; }

    /// <summary>Choices of the form (byte order mark, control records), JSON.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>Columns, order and the name of the view, as in the URL, JSON.</summary>
    public string Layout { get; set; } = "{}";

    /// <summary>As given, JSON.</summary>
    public string Parameters { get; set; } = "{}";

    /// <summary>With tokens and defaults resolved, JSON.</summary>
    public string ParametersResolved { get; set; } = "{}";

    /// <summary>Company conventions that the figures depend on, JSON.</summary>
    public string Conventions { get; set; } = "{}";

    /// <summary>The moment the figures show.</summary>
    public DateTimeOffset? SnapshotAt { get; set; }

    /// <summary>The loan snapshot that stood for the day asked for, JSON; null = its figures come from none, or it was not recorded.</summary>
    public string? LoanSnapshot { get; set; }

    /// <summary>How the tie-outs stand as a whole.</summary>
    public TieOutState TieOutState { get; set; } = TieOutState.NotChecked;

    /// <summary>Each tie-out's result, JSON.</summary>
    public string TieOuts { get; set; } = "[]";

    /// <summary>Control totals per section, JSON.</summary>
    public string ControlTotals { get; set; } = "{}";

    /// <summary>Rights that its columns and control figures need beside the report's own; null = recorded before this was noted.</summary>
    public string[]? Needs { get; set; }

    /// <summary>Rows per section, JSON.</summary>
    public string RowCounts { get; set; } = "{}";

    /// <summary>Totals per section and currency, JSON.</summary>
    public string Totals { get; set; } = "[]";

    /// <summary>As offered to people.</summary>
    public string? FileName { get; set; }

    /// <summary>The file in the file store.</summary>
    public string? StoredName { get; set; }

    /// <summary>In bytes.</summary>
    public long? FileSize { get; set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string? FileSha256 { get; set; }

    /// <summary>When the file is deleted; the record stays.</summary>
    public DateTimeOffset? FileExpiresAt { get; set; }

    /// <summary>The compressed rows from which further formats are made.</summary>
    public string? KeptRowsName { get; set; }

    /// <summary>The run whose kept rows this one is made from.</summary>
    public Guid? KeptFromRunId { get; set; }

    /// <summary><c>bell</c>, <c>mail</c>: how to tell.</summary>
    public string[] Notify { get; set; } = [];
}
