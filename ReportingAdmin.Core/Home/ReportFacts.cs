using Npgsql;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Home;

/// <summary>What lists say of a report beside its definition.</summary>
/// <param name="LoadedAt">The last good load of that of its sources that was loaded longest ago, lists of what there is (agencies, loans) left out; where none is recorded, the last change of its area's data. Null = nothing was ever loaded.</param>
/// <param name="Typical">The median of how long its last files took (at most 20, of 90 days); null = none was made.</param>
public sealed record ReportFact(DateTimeOffset? LoadedAt, TimeSpan? Typical);

/// <summary>Freshness and typical duration of every report, read at most every half minute.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="catalog">The reports.</param>
/// <param name="time">The clock of what is kept.</param>
public sealed class ReportFacts(ReportingDatabase database, ReportCatalog catalog, TimeProvider time) : IDisposable
{
    private const string Loads =
        """
        select t.name, max(r.finished_at)
        from app.data_sync_run s
        join app.run r on r.id = s.run_id
        cross join lateral unnest(s.target_tables) as t (name)
        where r.status = 'completed' and not s.dry_run
        group by t.name
        """;

    private const string Durations =
        """
        select report_key, (percentile_cont(0.5) within group (order by seconds))::float8
        from (
            select d.report_key, extract(epoch from r.finished_at - r.started_at) as seconds,
                   row_number() over (partition by d.report_key order by r.finished_at desc) as latest
            from app.run r
            join app.report_run d on d.run_id = r.id
            where r.status = 'completed' and r.started_at is not null and r.requested_at > clock_timestamp() - interval '90 days'
        ) as runs
        where latest <= 20
        group by report_key
        """;

    private static readonly TimeSpan s_keptFor = TimeSpan.FromSeconds(30);

    // Filled from another table as that is loaded; the history of cases also by itself.
    private static readonly Dictionary<string, string> s_madeFrom = new(StringComparer.Ordinal)
    {
        ["escrow.case_month"] = "escrow.ledger_entry",
        ["escrow.agency_month"] = "escrow.ledger_entry",
        ["escrow.case_status_history"] = "escrow.escrow_case",
    };

    /// <summary>Lists of what there is, and the lines of dated entries: nothing is missing where they were loaded long ago.</summary>
    internal static IReadOnlySet<string> Undated { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "escrow.agency", "escrow.staff", "escrow.vendor", "escrow.party", "escrow.case_party", "escrow.escrow_case", "escrow.trust_account",
        "lending.portfolio", "lending.program", "lending.borrower", "lending.loan", "lending.gl_account", "lending.journal_line",
        "lending.collector", "lending.collection_queue", "lending.compliance_rule", "analytics.series",
    };

    private readonly SemaphoreSlim _turn = new(1);
    private (DateTimeOffset At, IReadOnlyDictionary<string, ReportFact> Facts)? _kept;

    /// <summary>By report key.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyDictionary<string, ReportFact>> ReadAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (_kept is not { } kept || now - kept.At > s_keptFor)
            {
                _kept = kept = (now, await LoadAsync(ct));
            }

            return kept.Facts;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When each area's data last changed; areas never loaded are left out.</summary>
    /// <param name="ct">Stops it.</param>
    public Task<Dictionary<string, DateTimeOffset>> AreasAsync(CancellationToken ct) => AreaChanges.ReadAsync(database, ct);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyDictionary<string, ReportFact>> LoadAsync(CancellationToken ct)
    {
        var areas = await AreasAsync(ct);
        var tables = await InstantsAsync(Loads, ct);
        var durations = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        await using (var command = database.App.CreateCommand(Durations))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                durations[reader.GetString(0)] = TimeSpan.FromSeconds(reader.GetDouble(1));
            }
        }

        return catalog.All.ToDictionary(
            report => report.Meta.Key,
            report => new ReportFact(
                LoadedAt(report, tables) ?? (areas.TryGetValue(report.Meta.Area, out var changed) ? changed : null),
                durations.TryGetValue(report.Meta.Key, out var typical) ? typical : null),
            StringComparer.Ordinal);
    }

    private static DateTimeOffset? LoadedAt(Report report, Dictionary<string, DateTimeOffset> tables)
    {
        // A figure is as old as the oldest of what it is made of.
        var dated = report.Meta.Sources.Where(source => !Undated.Contains(source)).Select(source => LastOf(source, tables)).Min();
        return dated ?? report.Meta.Sources.Select(source => LastOf(source, tables)).Max();
    }

    private static DateTimeOffset? LastOf(string source, Dictionary<string, DateTimeOffset> tables) =>
        new[] { source, s_madeFrom.GetValueOrDefault(source, source) }
            .Select(name => tables.TryGetValue(name, out var at) ? at : (DateTimeOffset?)null)
            .Max();

    private async Task<Dictionary<string, DateTimeOffset>> InstantsAsync(string sql, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(sql);
        return await ReadInstantsAsync(command, ct);
    }

    private static async Task<Dictionary<string, DateTimeOffset>> ReadInstantsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var found = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        }

        return found;
    }
}
