using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Home;

/// <summary>
/// Reads headline figures through the one door to figures, with the caller's permission and row scope. A figure read is kept
/// for those with the same rows until the data, the day or the report changes; the right is asked for, and the look written down,
/// each time.
/// </summary>
/// <param name="catalog">The reports.</param>
/// <param name="runner">The door.</param>
/// <param name="calendar">What "last month" is relative to.</param>
/// <param name="company">Its currency comes first.</param>
/// <param name="database">Says whether the data changed.</param>
/// <param name="time">The clock of what is kept.</param>
/// <param name="audit">The audit trail.</param>
public sealed class HeadlineFigures(
    ReportCatalog catalog, ReportRunner runner, CompanyCalendar calendar, CompanyOptions company, ReportingDatabase database, TimeProvider time, AuditLog audit)
{
    private const int MostKept = 1000;

    private static readonly TimeSpan s_keptFor = TimeSpan.FromHours(1);

    private readonly Lock _turn = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>Reads one.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="headline">Which.</param>
    /// <param name="ct">Ends the wait; what is being read is read to its end, perhaps for somebody else.</param>
    public async Task<Outcome<HeadlineFigure>> ReadAsync(Caller caller, Headline headline, CancellationToken ct)
    {
        if (!Headlines.Sees(catalog, caller, headline))
        {
            return new Problem(ProblemKind.Forbidden, "Your roles do not include this figure.", null, "forbidden");
        }

        var report = catalog.Find(headline.ReportKey)!;
        var days = await calendar.ForAsync(report.Meta.Area, ct);
        var key = string.Join('|', headline.Key, catalog.VersionOf(report), Dates.Iso(days.Today), await DataVersionAsync(report, ct), caller.Scope.Canonical);
        var (asked, isFirst) = Keep(key, () => ComputeAsync(caller, headline, report, days));
        var figure = await asked.WaitAsync(ct);
        if (figure.Ok && !isFirst)
        {
            // The door wrote down who had it read; who is shown what was kept looks at figures too.
            await audit.WriteAsync(caller, new AuditEntry("report.preview", AuditOutcome.Done, "report", report.Meta.Key), ct);
        }

        return figure;
    }

    // Whoever asks first has it read; those who ask meanwhile wait for the same.
    private (Task<Outcome<HeadlineFigure>> Figure, bool IsFirst) Keep(string key, Func<Task<Outcome<HeadlineFigure>>> compute)
    {
        lock (_turn)
        {
            var now = time.GetUtcNow();
            if (_kept.TryGetValue(key, out var kept) && now - kept.At <= s_keptFor && !kept.Failed)
            {
                return (kept.Figure, false);
            }

            Forget(now);
            _kept[key] = kept = new Kept(now, Task.Run(compute));
            return (kept.Figure, true);
        }
    }

    // A load of a schema that the report does not read changes nothing of it.
    private async Task<string> DataVersionAsync(Report report, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            "select string_agg(v.schema_name || v.version::text, ',' order by v.schema_name) from app.data_version v where v.schema_name = any($1)");
        command.Parameters.AddWithValue(report.Meta.Schemas);
        return await command.ExecuteScalarAsync(ct) as string ?? "";
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in _kept.Where(pair => now - pair.Value.At > s_keptFor).ToList())
        {
            _kept.Remove(key);
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }
    }

    private async Task<Outcome<HeadlineFigure>> ComputeAsync(Caller caller, Headline headline, Report report, BusinessCalendar days)
    {
        var section = report.Sections.First(one => one.Columns.Any(column => column.Name == headline.Column));
        var spans = HeadlineSpans.Of(headline.Span, days.Today);
        var now = await PreviewAsync(caller, report, section, spans.Now);
        if (!now.Ok)
        {
            return Outcome<HeadlineFigure>.From(now.Problems);
        }

        // Where the month-end asked for is not there yet, or not whole, the figure is of an earlier one, and says so.
        var snapshot = SnapshotOf(now.Value);
        spans = snapshot is { IsBehind: true } ? HeadlineSpans.Of(snapshot.Value.MonthEnd) : spans;

        // Where the span before cannot be read (its month was never loaded), there is nothing to compare with.
        var before = await PreviewAsync(caller, report, section, spans.Before);
        var past = before is { Ok: true } && SnapshotOf(before.Value) is { IsBehind: true } ? null : before.Value;
        return new HeadlineFigure
        {
            Headline = headline,
            Report = report,
            Section = section,
            Column = section.Columns.First(column => column.Name == headline.Column),
            Amounts = HeadlineReading.Amounts(headline.Column, now.Value, past, company.Currency),
            Parameters = now.Value.Parameters,
            Query = spans.Now,
            Of = spans.NowInWords,
            Snapshot = snapshot is { IsBehind: true } ? snapshot : null,
            ComparedWith = spans.BeforeInWords,
            Version = now.Value.Prepared.Version,
            SnapshotAt = now.Value.SnapshotAt,
        };
    }

    private static SnapshotDate? SnapshotOf(ReportPreview preview) => SnapshotDate.Of(preview.Prepared.Report, preview.Prepared.Bound.Input);

    private Task<Outcome<ReportPreview>> PreviewAsync(Caller caller, Report report, Section section, IReadOnlyDictionary<string, string> query)
    {
        var parameters = query.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [pair.Value], StringComparer.Ordinal);
        return runner.PreviewAsync(
            caller, new ReportRequest(report.Meta.Key, parameters), new PreviewRequest(section.Name, WithCharts: false), CancellationToken.None);
    }

    private sealed record Kept(DateTimeOffset At, Task<Outcome<HeadlineFigure>> Figure)
    {
        // Asked for again the next time.
        public bool Failed => Figure.IsFaulted || Figure.IsCanceled;
    }
}
