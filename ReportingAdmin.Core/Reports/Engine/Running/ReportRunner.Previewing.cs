using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>The part that reads what the page shows.</summary>
public sealed partial class ReportRunner
{
    /// <summary>The code of the answer to a preview that was not begun, as it would take longer than was wanted.</summary>
    public const string TakesLong = "takes_long";

    // Who leaves sooner than this tells nothing of how long it would have taken.
    private static readonly TimeSpan s_leastStopped = TimeSpan.FromSeconds(2);

    /// <summary>Reads what the page shows.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for; its section is ignored, <paramref name="page"/> names the one shown.</param>
    /// <param name="page">Which rows.</param>
    /// <param name="ct">Stops the query in the database too.</param>
    /// <returns>
    /// The preview, or why there is none; <see cref="TakesLong"/> where it takes longer than <see cref="PreviewRequest.AtMost"/>. What was
    /// never read is tried for twice that time.
    /// </returns>
    public Task<Outcome<ReportPreview>> PreviewAsync(Caller caller, ReportRequest request, PreviewRequest page, CancellationToken ct) =>
        PreviewAsync(caller, request, page, async (plan, resolved, sections, reader, snapshot) =>
        {
            var weight = await sections.WeighAsync(plan.Section, plan.Section.Columns, ct); // key figures and pictures may need what the page leaves out
            var expected = page.AtMost is null ? null : await _times.ExpectedAsync(resolved, plan.Section, weight, ct);
            if (expected?.Takes > page.AtMost)
            {
                return TooLong(expected);
            }

            using var trying = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (page.AtMost is { } most && expected is null && weight.Cost >= ReadingTimes.LeastCost)
            {
                trying.CancelAfter(most * 2);
            }

            var began = Stopwatch.GetTimestamp();
            ReportPreview preview;
            try
            {
                preview = await PreviewOfAsync(plan, resolved, sections, reader, page, await reader.PageAsync(plan, page, weight, trying.Token), snapshot.TakenAt, trying.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled })
            {
                var took = Stopwatch.GetElapsedTime(began);
                var gaveUp = trying.IsCancellationRequested && !ct.IsCancellationRequested;
                if (gaveUp || took > s_leastStopped)
                {
                    await _times.NoteAsync(resolved, plan.Section, _ => Task.FromResult(weight), took, ended: false, CancellationToken.None);
                }

                if (gaveUp)
                {
                    return TooLong(new ExpectedTime(took, AtLeast: true));
                }

                throw;
            }

            await _times.NoteAsync(resolved, plan.Section, _ => Task.FromResult(weight), Stopwatch.GetElapsedTime(began), ended: true, ct);
            return preview;
        }, ct);

    /// <summary>Shows the rows that were kept with a finished run of the same request, without reading the source tables.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="page">Which rows.</param>
    /// <param name="open">Opens the kept rows; called twice where they are sorted.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The preview, or why there is none; <see cref="TakesLong"/> where the kept rows lack a column that the page needs.</returns>
    internal Task<Outcome<ReportPreview>> PreviewKeptAsync(Caller caller, ReportRequest request, PreviewRequest page, Func<KeptRowsReader> open, CancellationToken ct) =>
        PreviewAsync(caller, request, page, async (plan, resolved, sections, reader, _) =>
        {
            // A file is read, and not waited for: elsewhere, so that a page answers meanwhile.
            if (await Task.Run(() => KeptPage.ReadAsync(resolved, plan, page, open, ct), ct) is not { } kept)
            {
                return TooLong(new ExpectedTime(TimeSpan.Zero, AtLeast: true)); // not shown: the caller says what reading takes
            }

            var preview = await PreviewOfAsync(plan, resolved, sections, reader, page, reader.Page(plan, kept), kept.Header.SnapshotAt, ct);
            return preview with { Run = new PreviewedRun(kept.Header.RunId, kept.Header.RunNumber), Parameters = kept.Header.Parameters };
        }, ct);

    private async Task<Outcome<ReportPreview>> PreviewAsync(
        Caller caller, ReportRequest request, PreviewRequest page, Func<SectionPlan, PreparedReport, SectionReader, PreviewReader, Sql.Snapshot, Task<Outcome<ReportPreview>>> read, CancellationToken ct)
    {
        var prepared = await PrepareAsync(caller, request with { Section = null }, ct);
        if (!prepared.Ok)
        {
            return Outcome<ReportPreview>.From(prepared.Problems);
        }

        return await InSnapshotAsync<ReportPreview>(prepared.Value, "preview", async (snapshot, resolved) =>
        {
            var plan = page.Section is null ? resolved.Sections[0] : resolved.Sections.FirstOrDefault(plan => plan.Section.Name == page.Section);
            if (plan is null)
            {
                return new Problem(ProblemKind.Invalid, $"Use one of {string.Join(", ", resolved.Sections.Select(one => one.Section.Name))}.", "section", "unknown_section");
            }

            if (PageProblem(plan, page) is { } problem)
            {
                return problem;
            }

            var sections = new SectionReader(catalog.Files, snapshot, resolved.Report, resolved.Bound.Input);
            var preview = await read(plan, resolved, sections, new PreviewReader(catalog, resolved, resolved.Bound.Input, sections), snapshot);
            if (preview.Ok)
            {
                await audit.WriteAsync(caller, new AuditEntry("report.preview", AuditOutcome.Done, "report", resolved.Report.Meta.Key), ct);
            }

            return preview;
        }, ct);
    }

    private static async Task<ReportPreview> PreviewOfAsync(
        SectionPlan plan, PreparedReport resolved, SectionReader sections, PreviewReader reader, PreviewRequest page, PageRead read, DateTimeOffset at, CancellationToken ct) => new()
        {
            Prepared = resolved,
            Parameters = Printed(resolved),
            SnapshotAt = at,
            Section = plan,
            Rows = read.Rows,
            AllRows = read.AllRows,
            Totals = read.Totals,
            KeyFigures = await new KeyFigureReader(plan, resolved.Bound.Input, resolved.Caller, sections).ReadAsync(read, ct),
            Charts = await reader.ChartsAsync(plan, page, read, ct),
        };

    private static Problem TooLong(ExpectedTime expected) => new(
        ProblemKind.Conflict, $"Takes {(expected.AtLeast ? "more than" : "about")} {InWords(expected.Takes)} on these data.", null, TakesLong);

    private static string InWords(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(time.TotalSeconds)):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes):0} min");

    private static Problem? PageProblem(SectionPlan plan, PreviewRequest page)
    {
        if (page.Take is < 1 or > PreviewRequest.MaxTake)
        {
            return new Problem(ProblemKind.Invalid, $"Between 1 and {PreviewRequest.MaxTake}.", "take", "out_of_range");
        }

        if (page.Skip is < 0 or > int.MaxValue)
        {
            return new Problem(ProblemKind.Invalid, "At least 0.", "skip", "out_of_range");
        }

        return page.Sort is { } sort && !plan.Sortable.Contains(sort.Column) ? CannotSort(plan) : null;
    }
}
