using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>Times each report's default run beside its sections' statements alone, best of some rounds.</summary>
/// <param name="database">A database with data.</param>
internal sealed class ReportTimings(ReportingDatabase database)
{
    private static readonly CompanyOptions s_company = new();
    private static readonly RunOptions s_runs = new();

    private readonly ReportRunner _runner = new(
        TestEngine.Catalog,
        database,
        new CompanyCalendar(TimeProvider.System, s_company, database),
        new TapeConfigurations(database),
        new AuditLog(database),
        s_company,
        new ConventionOptions(),
        Options.Create(s_runs),
        NullLogger<ReportRunner>.Instance);

    /// <summary>Measures one report.</summary>
    /// <param name="key">The report.</param>
    /// <param name="rounds">How often; the best counts.</param>
    /// <param name="cap">The longest one round of one report may take; what has no answer by then stays untimed.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ReportTiming> RunAsync(string key, int rounds, TimeSpan cap, CancellationToken ct)
    {
        var best = new ReportTiming(key);
        for (var round = 0; round < rounds; round++)
        {
            using var capped = CancellationTokenSource.CreateLinkedTokenSource(ct);
            capped.CancelAfter(cap);
            try
            {
                await RoundAsync(key, timing => best = best.Better(timing), capped.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // What was timed before stands.
            }
        }

        return best;
    }

    private async Task RoundAsync(string key, Action<ReportTiming> timed, CancellationToken ct)
    {
        var request = TestEngine.Request(key);
        var asked = Require(key, await _runner.PrepareAsync(TestEngine.Everyone, request, ct));
        var expected = Require(key, await _runner.EstimateAsync(asked, ct)).Rows;
        var timing = new ReportTiming(key) { Queued = expected > s_runs.InlineMaxRows };
        var preview = await SecondsAsync(async () =>
            Require(key, await _runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(null), ct)));
        timed(timing = timing with { Preview = preview });
        WrittenReport? written = null;
        var target = Target();
        var run = await SecondsAsync(async () => written = Require(key, await _runner.WriteAsync(asked, target, ct)));
        var spent = target.Progress.Timings();
        timed(timing = timing with
        {
            Run = run,
            Own = (spent.GetValueOrDefault("reading") + spent.GetValueOrDefault("writing")) / 1000.0,
            Rows = written!.Footer.Rows.Sum(),
            NotGreen = written.Footer.TieOuts.Count(result => result.State is TieOutState.Red or TieOutState.NotChecked),
        });
        var again = await _runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(null) { AtMost = s_runs.PreviewMaxTime }, ct);
        timed(timing = timing with { Told = !again.Ok && again.FirstProblem.Code == ReportRunner.TakesLong, Queued = timing.Queued || run > s_runs.InlineMaxTime.TotalSeconds });
        var (statements, control, tieOuts) = await PartsAsync(written, ct);
        timed(timing with { Statements = statements, Control = control, TieOuts = tieOuts });
    }

    /// <summary>Writes how the server answers each statement of a report: its sections, control figures and identities.</summary>
    /// <param name="key">The report.</param>
    /// <param name="to">Where to.</param>
    /// <param name="ct">Stops it.</param>
    public async Task ExplainAsync(string key, TextWriter to, CancellationToken ct)
    {
        var prepared = await ResolvedAsync(key, ct);
        await using var snapshot = await OpenAsync(prepared, ct);
        var files = TestEngine.Catalog.Files;
        var type = prepared.Report.GetType();
        var statements = files.NamesOf(type, prepared.Report.SqlName).Select(name => (name, files.Read(type, name)))
            .Concat(prepared.Report.TieOutList.Select(tieOut => (tieOut.Key, files.Read(typeof(Core.Reports.TieOuts.TieOutFolder), tieOut.Key))));
        foreach (var (name, sql) in statements)
        {
            await to.WriteLineAsync($"\n=== {key} {name}");
            await using var command = snapshot.Command("explain (analyze, buffers, timing off) " + sql.Text);
            SqlBinder.Bind(command, sql, SqlBinder.Arguments(prepared.Report, prepared.Bound.Input));
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                await to.WriteLineAsync(reader.GetString(0));
            }
        }
    }

    private async Task<(double Statements, double Control, double TieOuts)> PartsAsync(WrittenReport written, CancellationToken ct)
    {
        var prepared = written.Prepared;
        var input = prepared.Bound.Input;
        await using var snapshot = await OpenAsync(prepared, ct);
        var reader = new SectionReader(TestEngine.Catalog.Files, snapshot, prepared.Report, input);
        var statements = await SecondsAsync(async () =>
        {
            foreach (var plan in prepared.Sections)
            {
                await using var cursor = await reader.RowsAsync(plan.Section, plan.Needed(), ct);
                while (await cursor.ReadAsync(ct))
                {
                    ct.ThrowIfCancellationRequested();
                }
            }
        });
        var control = await SecondsAsync(() => ControlQuery.ReadAsync(TestEngine.Catalog.Files, snapshot, prepared, input, ct));
        var totals = prepared.Sections.Select((plan, i) => (plan.Section.Name, written.Footer.Totals[i])).ToDictionary(pair => pair.Name, pair => pair.Item2, StringComparer.Ordinal);
        var tieOuts = await SecondsAsync(() => new TieOutChecker(TestEngine.Catalog.Files, snapshot, prepared).CheckAsync(totals, new Dictionary<string, IReadOnlyList<OwnSum>>(), ct));
        return (statements, control, tieOuts);
    }

    private async Task<PreparedReport> ResolvedAsync(string key, CancellationToken ct)
    {
        var preview = await _runner.PreviewAsync(TestEngine.Everyone, TestEngine.Request(key), new PreviewRequest(null, Take: 1), ct);
        return Require(key, preview).Prepared;
    }

    private Task<Snapshot> OpenAsync(PreparedReport prepared, CancellationToken ct) => Snapshot.OpenAsync(
        database.Reader, TestEngine.Catalog.Files, prepared.Report, RowScope.All, new SnapshotOptions("reporting benchmark", s_runs.StatementTimeout, s_company.TimeZone), ct);

    private static WriteTarget Target() => new(Guid.Empty, 1, new CsvReportWriter(), new OutputOptions(), Stream.Null);

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static T Require<T>(string key, Outcome<T> outcome)
        where T : class =>
        outcome.Ok ? outcome.Value : throw new InvalidOperationException($"{key}: {string.Join(" ", outcome.Problems.Select(problem => problem.Message))}");
}
