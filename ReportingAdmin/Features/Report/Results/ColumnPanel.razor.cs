using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>What a column means, what it is made of and held to, and its SQL for those who may read that.</summary>
public sealed partial class ColumnPanel
{
    private Shown? _readFor;
    private string? _sql;

    /// <summary>The column; null = none.</summary>
    [Parameter]
    public Shown? Shown { get; set; }

    /// <summary>Its section.</summary>
    [Parameter, EditorRequired]
    public Section Section { get; set; } = default!;

    /// <summary>Its report.</summary>
    [Parameter, EditorRequired]
    public ReportDefinition Report { get; set; } = default!;

    /// <summary>The figures shown.</summary>
    [Parameter, EditorRequired]
    public ReportPreview Preview { get; set; } = default!;

    /// <summary>The company's zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ReportCatalog Catalog { get; set; } = default!;

    [Inject]
    private ILogger<ColumnPanel> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(Shown, _readFor))
        {
            return;
        }

        (_readFor, _sql) = (Shown, null);
        if (Shown is not null)
        {
            await ReadSqlAsync();
        }
    }

    private async Task ReadSqlAsync()
    {
        try
        {
            var caller = await Caller.FindAsync(Stopped);
            _sql = caller?.May(Permissions.SqlRead) == true ? Catalog.SourceOf(Report, Section) : null;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, Report.Meta.Key, "Whether the SQL may be shown could not be read"); // the rest is explained without it
        }
    }
}
