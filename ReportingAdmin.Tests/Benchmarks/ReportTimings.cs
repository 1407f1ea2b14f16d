using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>What the default run of a report costs beside its sections' statements alone.</summary>
/// <param name="Key">The report.</param>
/// <param name="Rows">Rows of all sections.</param>
/// <param name="Statements">Seconds to read every section's rows and do nothing with them.</param>
/// <param name="File">Seconds of the whole run as CSV: control figures, rows, totals, tie-outs.</param>
/// <param name="Preview">Seconds of the page's first 200 rows with totals and charts.</param>
internal sealed record ReportTiming(string Key, long Rows, double Statements, double File, double Preview)
{
    /// <summary>The header of <see cref="Row"/>s in Markdown.</summary>
    public static string Header => "| report | rows | statements s | run s | ratio | preview s |\n|---|---|---|---|---|---|";

    /// <summary>A row of a Markdown table.</summary>
    public string Row() => string.Create(
        CultureInfo.InvariantCulture, $"| {Key} | {Rows} | {Statements:0.00} | {File:0.00} | {File / Statements:0.0} | {Preview:0.00} |");
}

/// <summary>Times each report's default run, best of some rounds.</summary>
/// <param name="database">A database with data.</param>
internal sealed class ReportTimings(ReportingDatabase database)
{
    private static readonly CompanyOptions s_company = new();

    private readonly ReportRunner _runner = new(
        TestEngine.Catalog,
        database,
        new CompanyCalendar(TimeProvider.System, s_company, database),
        new TapeConfigurations(database),
        new AuditLog(database),
        s_company,
        new ConventionOptions(),
        Options.Create(new RunOptions()));

    /// <summary>Measures one report.</summary>
    /// <param name="key">The report.</param>
    /// <param name="rounds">How often; the best counts.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ReportTiming> RunAsync(string key, int rounds, CancellationToken ct)
    {
        var best = new ReportTiming(key, 0, double.MaxValue, double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            var request = TestEngine.Request(key);
            var began = Stopwatch.GetTimestamp();
            var preview = await _runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(null), ct);
            var previewed = Stopwatch.GetElapsedTime(began).TotalSeconds;
            _ = Require(key, preview);

            began = Stopwatch.GetTimestamp();
            var prepared = Require(key, await _runner.PrepareAsync(TestEngine.Everyone, request, ct));
            var target = new WriteTarget(Guid.Empty, 1, new CsvReportWriter(), new OutputOptions(), Stream.Null);
            var written = Require(key, await _runner.WriteAsync(prepared, target, ct));
            var file = Stopwatch.GetElapsedTime(began).TotalSeconds;

            var statements = await StatementsAsync(written.Prepared, ct);
            best = best with
            {
                Rows = written.Footer.Rows.Sum(),
                Statements = Math.Min(best.Statements, statements),
                File = Math.Min(best.File, file),
                Preview = Math.Min(best.Preview, previewed),
            };
        }

        return best;
    }

    private async Task<double> StatementsAsync(PreparedReport prepared, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await using var snapshot = await Snapshot.OpenAsync(
            database.Reader, TestEngine.Catalog.Files, prepared.Report, RowScope.All, new SnapshotOptions("reporting benchmark", TimeSpan.FromMinutes(5), "America/Boise"), ct);
        var reader = new SectionReader(TestEngine.Catalog.Files, snapshot, prepared.Report, prepared.Bound.Input);
        foreach (var plan in prepared.Sections)
        {
            await using var cursor = await reader.RowsAsync(plan.Section, plan.Needed(), ct);
            while (await cursor.ReadAsync(ct))
            {
            }
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static T Require<T>(string key, Outcome<T> outcome)
        where T : class =>
        outcome.Ok ? outcome.Value : throw new InvalidOperationException($"{key}: {string.Join(" ", outcome.Problems.Select(problem => problem.Message))}");
}
