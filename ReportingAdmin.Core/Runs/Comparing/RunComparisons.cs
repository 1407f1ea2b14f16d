using System.Globalization;
using Microsoft.Extensions.Logging;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>
/// Compares two finished runs of one report by their kept rows, for a caller who may have the figures of both. The earlier rows are
/// held in memory, so one comparison is read at a time, and a large one not while memory is short.
/// </summary>
/// <param name="runs">Whose figures a caller may have.</param>
/// <param name="history">What is recorded of the runs.</param>
/// <param name="store">Where kept rows are named.</param>
/// <param name="files">The files' folder.</param>
/// <param name="catalog">The reports as they are now.</param>
/// <param name="node">Whether its memory is short.</param>
/// <param name="audit">The audit trail: looking at rows is looking at rows.</param>
/// <param name="logger">Told of kept rows that cannot be read.</param>
public sealed partial class RunComparisons(
    ReportRuns runs, RunHistory history, RunStore store, RunFiles files, ReportCatalog catalog, RunNode node, AuditLog audit, ILogger<RunComparisons> logger)
{
    /// <summary>Rows told of each kind and section; all are counted.</summary>
    public const int MostShown = 500;

    private const string Action = "report.compare";

    /// <summary>One at a time.</summary>
    internal ComparisonTurns Turns { get; } = new();

    /// <summary>Compares.</summary>
    /// <param name="caller">Who asks: needs what a download of each needs.</param>
    /// <param name="one">A run.</param>
    /// <param name="other">Another run of the same report; the one of the earlier days comes first in the answer, of the same days the one made earlier.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RunComparison>> CompareAsync(Caller caller, Guid one, Guid other, CancellationToken ct)
    {
        var first = await FindAsync(caller, one, ct);
        var second = await FindAsync(caller, other, ct);
        if (!first.Ok || !second.Ok)
        {
            return Outcome<RunComparison>.From([.. first.Problems, .. second.Problems]);
        }

        if (first.Value.Detail.Line.ReportKey != second.Value.Detail.Line.ReportKey)
        {
            return new Problem(ProblemKind.Invalid, "These are runs of two reports. Choose two runs of the same one.", null, "different_reports");
        }

        Side[] sides = [.. ((Side[])[first.Value, second.Value]).OrderBy(side => EndOf(side.Detail)).ThenBy(side => side.Detail.SnapshotAt)];
        var (before, after) = (sides[0], sides[1]);
        Outcome<RunComparison> comparison;
        using (await Turns.TakeAsync(ct))
        {
            comparison = node.HoldsBack(before.Kept.Rows.Values.Sum()) ? MemoryShort() : await ReadAsync(before, after, ct);
        }

        if (comparison.Ok)
        {
            var with = new Dictionary<string, string> { ["with"] = other.ToString("D") };
            await audit.WriteAsync(caller, new AuditEntry(Action, AuditOutcome.Done, "report", before.Detail.Line.ReportKey!, one, with), ct);
        }

        return comparison;
    }

    // A month that was run again after the next one is still the earlier one.
    private DateOnly? EndOf(RunDetail run) => catalog.Find(run.Line.ReportKey!)!.Parameters
        .Select(parameter => run.Resolved.GetValueOrDefault(parameter.Name) is { Length: >= 10 } text
            && DateOnly.TryParseExact(text[^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null)
        .FirstOrDefault(day => day is not null);

    private async Task<Outcome<Side>> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var permitted = await runs.FindAsync(caller, id, Action, ct);
        var detail = permitted.Ok ? await history.GetAsync(caller, id, ct) : Outcome<RunDetail>.From(permitted.Problems);
        if (!detail.Ok)
        {
            return Outcome<Side>.From(detail.Problems);
        }

        return detail.Value.Line.Status == RunStatus.Completed && !permitted.Value!.Expired && await store.FindKeptAsync(id, ct) is { } kept
            ? new Side(detail.Value, kept)
            : new Problem(
                ProblemKind.Conflict,
                $"Run {detail.Value.Line.Number} has no rows to compare: it is not ready, its files had their time, or it has more rows than are kept.",
                null,
                "rows_not_kept");
    }

    private async Task<Outcome<RunComparison>> ReadAsync(Side before, Side after, CancellationToken ct)
    {
        try
        {
            return await CompareAsync(before, after, ct);
        }
        catch (Exception exception) when (KeptRowsReader.IsDamage(exception))
        {
            // Damaged, or removed meanwhile.
            LogUnreadable(logger, exception, before.Detail.Line.Id, after.Detail.Line.Id);
            return Gone();
        }
    }

    private async Task<Outcome<RunComparison>> CompareAsync(Side before, Side after, CancellationToken ct)
    {
        if (files.OpenRead(before.Kept.StoredName) is not { } earlier)
        {
            return Gone();
        }

        using var older = new KeptRowsReader(earlier);
        if (files.OpenRead(after.Kept.StoredName) is not { } later)
        {
            return Gone();
        }

        using var newer = new KeptRowsReader(later);
        var report = catalog.Find(before.Detail.Line.ReportKey!)!;
        if (!older.Header.Sections.Select(section => section.Name).SequenceEqual(newer.Header.Sections.Select(section => section.Name)))
        {
            return new Problem(ProblemKind.Conflict, "The two runs have other sections, so there is nothing to compare.", null, "different_sections");
        }

        var (daysBefore, daysAfter) = (await DaysOfAllRowsAsync(before.Kept, ct), await DaysOfAllRowsAsync(after.Kept, ct));
        var sections = new List<SectionComparison>();
        for (var i = 0; i < older.Header.Sections.Count; i++)
        {
            var ofTheRun = KeysOfTheRun(report, older.Header.Sections[i].Name, daysBefore[i], daysAfter[i]);
            sections.Add(await CompareAsync(report, ofTheRun, (older, older.Header.Sections[i]), (newer, newer.Header.Sections[i]), ct));
        }

        return new RunComparison(Told(before), Told(after), sections, Totals(report, before.Detail, after.Detail)) { Parameters = Parameters(older.Header, newer.Header) };
    }

    // Those recorded with the runs: means and counts too, over all rows.
    private static List<ComparedTotal> Totals(Report report, RunDetail before, RunDetail after)
    {
        var totals = new List<ComparedTotal>();
        foreach (var section in report.Sections)
        {
            var (old, now) = (Of(before, section), Of(after, section));
            foreach (var column in section.Columns)
            {
                foreach (var currency in old.Concat(now).Select(total => total.Currency).Distinct().Order(StringComparer.Ordinal))
                {
                    var (was, with) = (Value(old, currency, column), Value(now, currency, column));
                    if (was is not null || with is not null)
                    {
                        var shown = new ComparedColumn(column.Name, column.Spec.Header, column.Kind, column.Spec.Format, column.Spec.Key, column.CurrencyName);
                        totals.Add(new ComparedTotal(section.Title, shown, currency, was, with));
                    }
                }
            }
        }

        return totals;
    }

    private static List<SectionTotals> Of(RunDetail run, Section section) => [.. run.Totals.Where(total => total.Section == section.Name)];

    private static decimal? Value(List<SectionTotals> totals, string? currency, Column column) =>
        totals.FirstOrDefault(total => total.Currency == currency)?.Values.TryGetValue(column.Name, out var value) == true ? value : null;

    private static IReadOnlyList<(string Label, string Before, string After)> Parameters(KeptHeader before, KeptHeader after) =>
    [
        .. after.Parameters
            .Select(parameter => (parameter.Label, Before: before.Parameters.FirstOrDefault(one => one.Name == parameter.Name)?.Resolved ?? "", After: parameter.Resolved))
            .Where(parameter => parameter.Before != parameter.After),
    ];

    private static ComparedRun Told(Side side) =>
        new(side.Detail.Line.Id, side.Detail.Line.Number, side.Detail.SnapshotAt ?? side.Detail.Line.RequestedAt, side.Kept.Version);

    private static Problem Gone() => new(ProblemKind.Gone, "The kept rows of one of the two runs are gone or cannot be read. Run the report again.", null, "rows_gone");

    private static Problem MemoryShort() => new(
        ProblemKind.Conflict, "Memory is short at the moment, and a comparison of so many rows needs much of it. Try again in a few minutes.", null, "memory_short");

    [LoggerMessage(Level = LogLevel.Error, Message = "The rows kept of run {Before} or of run {After} cannot be read")]
    private static partial void LogUnreadable(ILogger logger, Exception cause, Guid before, Guid after);

    private sealed record Side(RunDetail Detail, KeptRows Kept);
}
