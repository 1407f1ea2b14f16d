using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>
/// A report on loan snapshots: its as-of day stands for the latest month-end on or before it whose snapshot is complete for
/// every portfolio asked for, found inside the run's own database snapshot.
/// </summary>
/// <typeparam name="TInput">An input with a snapshot date named <c>AsOf</c> and a list of portfolios named <c>Portfolio</c>.</typeparam>
/// <param name="meta">What the report is.</param>
public abstract class SnapshotReport<TInput>(ReportMeta meta) : Report<TInput>(meta)
    where TInput : class, ISnapshotInput<TInput>
{
    /// <inheritdoc />
    protected override async ValueTask<Outcome<TInput>> ResolveAsync(ResolveContext context, TInput input, CancellationToken ct)
    {
        var found = await context.Snapshot.QueryAsync<LatestSnapshot>("LatestSnapshot", input, ct).SingleAsync(ct);
        return found.MonthEnd is { } monthEnd
            ? DelinquencyMethods.Settle(input.At(input.AsOf with { MonthEnd = monthEnd, PassedOver = LaterThan(monthEnd, found) }), context.Conventions)
            : new Problem(ProblemKind.Invalid, WhyNone(found, input.AsOf.AsOf), "asOf", "no_snapshot");
    }

    private static PassedOver? LaterThan(DateOnly monthEnd, LatestSnapshot found) =>
        found.LatestLoaded > monthEnd ? new PassedOver(found.LatestLoaded.Value, Codes(found.IncompletePortfolios), Codes(found.CompletePortfolios)) : null;

    private static string[] Codes(string? list) => list?.Split(',') ?? [];

    private static string WhyNone(LatestSnapshot found, DateOnly asOf) => found switch
    {
        { FirstLoaded: null } => "No loan snapshot has been loaded for these portfolios. Load one, then run the report again.",
        { LatestLoaded: null, FirstLoaded: { } first } =>
            $"There is no loan snapshot on or before {Dates.InWords(asOf)}. The first one is of {Dates.InWords(first)}; choose that day or a later one.",
        _ => $"No loan snapshot on or before {Dates.InWords(asOf)} is complete: {string.Join(", ", Codes(found.IncompletePortfolios))} of {Dates.InWords(found.LatestLoaded!.Value)} is missing or was loaded in part. Load it in full, or choose other portfolios.",
    };

    /// <summary>What <c>LatestSnapshot.sql</c> finds.</summary>
    private sealed record LatestSnapshot
    {
        public DateOnly? MonthEnd { get; init; }

        public DateOnly? LatestLoaded { get; init; }

        public DateOnly? FirstLoaded { get; init; }

        public string? IncompletePortfolios { get; init; }

        public string? CompletePortfolios { get; init; }
    }
}

/// <summary>The input of a report on loan snapshots.</summary>
/// <typeparam name="TSelf">The input itself.</typeparam>
public interface ISnapshotInput<out TSelf>
{
    /// <summary>The day asked for and the month-end that stands for it.</summary>
    SnapshotDate AsOf { get; }

    /// <summary>The same input at a month-end.</summary>
    /// <param name="asOf">The resolved day.</param>
    TSelf At(SnapshotDate asOf);
}
