using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>A request for a report, from wherever it comes.</summary>
/// <param name="Key"><c>area/name</c>.</param>
/// <param name="Parameters">Texts by name, as in the URL.</param>
/// <param name="Section">One section only; null = all.</param>
public sealed record ReportRequest(string Key, IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters, string? Section = null)
{
    /// <summary>Which columns, in which order; how files are sorted.</summary>
    public ReportLayout Layout { get; init; } = ReportLayout.Declared;
}

/// <summary>
/// The one door to figures of reports: page, API, command line and files all come through here, so permission, row scope, masking
/// and audit are decided in one place. Everything of a call is read in one database snapshot. Metrics have a second one, of their
/// own: <c>Explorer</c>.
/// </summary>
/// <param name="catalog">The reports.</param>
/// <param name="database">The reader's data source.</param>
/// <param name="calendar">What date words are relative to.</param>
/// <param name="tapes">Saved loan tape configurations.</param>
/// <param name="audit">The audit trail.</param>
/// <param name="company">Printed on files; its zone shows instants.</param>
/// <param name="conventions">What stands where a caller leaves a convention open.</param>
/// <param name="options">Time limits.</param>
/// <param name="logger">Told what could not be remembered of a reading.</param>
public sealed partial class ReportRunner(
    ReportCatalog catalog,
    ReportingDatabase database,
    CompanyCalendar calendar,
    TapeConfigurations tapes,
    AuditLog audit,
    CompanyOptions company,
    ConventionOptions conventions,
    IOptions<RunOptions> options,
    ILogger<ReportRunner> logger)
{
    private readonly ReadingTimes _times = new(database, logger);

    /// <summary>
    /// Checks permission, binds the parameters and picks the columns; reads no figure. A missing right is said, and so is a row
    /// scope that the report cannot be cut by.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<PreparedReport>> PrepareAsync(Caller caller, ReportRequest request, CancellationToken ct)
    {
        if (catalog.Find(request.Key) is not { } report)
        {
            return new Problem(ProblemKind.NotFound, $"There is no report '{request.Key}'. Look it up in the catalogue.", null, "unknown_report");
        }

        if (Refusal(caller, report) is { } refusal)
        {
            await audit.WriteAsync(caller, new AuditEntry("report.run", AuditOutcome.Refused, "report", report.Meta.Key), ct);
            return refusal;
        }

        var bound = ParameterBinder.Bind(report, request.Parameters, await calendar.ForAsync(report.Meta.Area, ct));
        if (!bound.Ok)
        {
            return Outcome<PreparedReport>.From(bound.Problems);
        }

        var layout = LayoutBinder.Bind(report, request.Layout);
        if (!layout.Ok)
        {
            return Outcome<PreparedReport>.From(layout.Problems);
        }

        var sections = report.Sections.Where(section => request.Section is null || section.Name == request.Section).ToList();
        if (sections.Count == 0)
        {
            return new Problem(
                ProblemKind.Invalid,
                $"Use one of {string.Join(", ", report.Sections.Select(section => section.Name))}.",
                "section",
                "unknown_section");
        }

        var prepared = Prepared(caller, report, bound.Value, sections, request.Layout);
        return Unsortable(prepared, layout.Value) ?? Outcome<PreparedReport>.Of(prepared);
    }

    /// <summary>Checks the report's identities now, without making a file.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<TieOutResult>>> CheckTieOutsAsync(Caller caller, ReportRequest request, CancellationToken ct)
    {
        var prepared = await PrepareAsync(caller, request with { Section = null, Layout = ReportLayout.Declared }, ct);
        if (!prepared.Ok)
        {
            return Outcome<IReadOnlyList<TieOutResult>>.From(prepared.Problems);
        }

        return await InSnapshotAsync<IReadOnlyList<TieOutResult>>(prepared.Value, "tie-outs", async (snapshot, resolved) =>
        {
            var reader = new SectionReader(catalog.Files, snapshot, resolved.Report, resolved.Bound.Input);
            var results = await new TieOutChecker(catalog.Files, snapshot, resolved).CheckByReadingAsync(reader, ct);
            return Outcome<IReadOnlyList<TieOutResult>>.Of(results);
        }, ct);
    }

    /// <summary>Writes the whole report to a stream, with control figures, totals and identities.</summary>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="target">How and where to.</param>
    /// <param name="ct">Stops the query in the database too.</param>
    public Task<Outcome<WrittenReport>> WriteAsync(PreparedReport prepared, WriteTarget target, CancellationToken ct) =>
        InSnapshotAsync<WrittenReport>(prepared, target.RunId.ToString("N"), async (snapshot, resolved) =>
        {
            var writing = new ReportWriting(catalog, snapshot, resolved, company, _times);
            return await writing.WriteAsync(target, [.. Printed(resolved), .. PrintedLayout.Of(resolved)], ct);
        }, ct);

    // Reports are known functions, listed in the documentation: who may not run one is told so, and which right is missing (a
    // report hidden by row scope likewise), but not by this answer what it is called.
    private static Problem? Refusal(Caller caller, Report report)
    {
        if (caller.Preview is { } preview && ReportCatalog.IsListed(caller, report) && !ReportCatalog.IsVisible(caller, report))
        {
            return new Problem(
                ProblemKind.Forbidden,
                $"{preview.PersonName} may run this report. A preview shows no figures that you may not read yourself, and this one needs the right to {PermissionWords.Of(report.Meta.Permission)} ({report.Meta.Permission}) on all its rows.",
                null,
                "preview");
        }

        if (!caller.May(report.Meta.Permission))
        {
            return new Problem(
                ProblemKind.Forbidden,
                $"You may not run this report. It needs the right to {PermissionWords.Of(report.Meta.Permission)} ({report.Meta.Permission}); an administrator grants it by a role.",
                null,
                "forbidden",
                report.Meta.Permission);
        }

        return ReportCatalog.IsVisible(caller, report)
            ? null
            : new Problem(
                ProblemKind.Forbidden,
                "You may not run this report: it shows totals of the whole company, and you see only part of the rows.",
                null,
                "forbidden");
    }

    private PreparedReport Prepared(Caller caller, Report report, BoundInput bound, IReadOnlyList<Section> sections, ReportLayout layout)
    {
        var fitting = LayoutBinder.Bind(report, layout).Value;
        return new(caller, report, catalog.VersionOf(report), bound, [.. sections.Select(section => SectionPlan.Make(section, bound.Input, caller, fitting))])
        {
            Layout = layout,
        };
    }

    private static Problem? Unsortable(PreparedReport prepared, BoundLayout layout)
    {
        var plan = prepared.Sections.FirstOrDefault(plan => layout.Sorts.ContainsKey(plan.Section.Name) && plan.Sort is null);
        return plan is null ? null : CannotSort(plan);
    }

    private static Problem CannotSort(SectionPlan plan) =>
        new(ProblemKind.Invalid, $"Sort by one of {string.Join(", ", plan.Sortable)}.", "sort", "unknown_column");

    private static IReadOnlyList<PrintedParameter> Printed(PreparedReport prepared) =>
    [
        .. prepared.Bound.Values.Select(value => new PrintedParameter(
            value.Parameter.Name,
            value.Parameter.Spec.Label,
            value.Given,
            prepared.InWords(value.Parameter))),
    ];
}
