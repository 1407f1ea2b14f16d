using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Setup;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Core.Runs.Workers;

namespace ReportingAdmin.Core.Administration.Health;

/// <summary>How the system stands, part by part, for those who run it (<c>system.manage</c>). Each part is read by itself: one that fails leaves the others alone.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="catalog">The reports.</param>
/// <param name="drift">Compares them with the database.</param>
/// <param name="facts">When data were loaded.</param>
/// <param name="freshness">When they are stale.</param>
/// <param name="node">This process.</param>
/// <param name="runs">How many workers it has.</param>
/// <param name="files">The files of runs.</param>
/// <param name="housekeeping">Removes what had its time.</param>
/// <param name="audit">Notes what was done.</param>
/// <param name="time">The clock by which nodes say that they are there.</param>
public sealed partial class SystemState(
    ReportingDatabase database,
    ReportCatalog catalog,
    DriftWatch drift,
    ReportFacts facts,
    IOptions<FreshnessOptions> freshness,
    RunNode node,
    IOptions<RunOptions> runs,
    RunFiles files,
    RunHousekeeping housekeeping,
    AuditLog audit,
    TimeProvider time)
{
    private static readonly DateTimeOffset s_started = new(System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>Which reports no longer fit the database.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="again">True to compare anew; else what was found in the last quarter of an hour.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<DriftReading>> DriftAsync(Caller caller, bool again, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        if (again)
        {
            drift.Forget();
        }

        var found = await drift.FindAsync(ct);
        return new DriftReading(found is null, catalog.All.Count, [.. (found ?? []).Select(one => new DriftLine(one.Report, one.Differences))]);
    }

    /// <summary>What runs, in which versions.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<VersionReading>> VersionsAsync(Caller caller, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        var schema = await SchemaState.ReadAsync(database.App, ct);
        await using var command = database.App.CreateCommand("select current_setting('server_version'), pg_postmaster_start_time()");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var informational = typeof(SystemState).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return new VersionReading(
            informational.Split('+') is [var version, { Length: > 8 } commit] ? $"{version} ({commit[..8]})" : informational,
            RuntimeInformation.FrameworkDescription,
            "PostgreSQL " + reader.GetString(0),
            s_started,
            reader.GetFieldValue<DateTimeOffset>(1),
            schema.Applied.Count,
            schema.Applied.Count == 0 ? "none" : schema.Applied[^1],
            schema.Problem);
    }

    /// <summary>Removes what had its time now, instead of at the next round.</summary>
    /// <param name="caller">Who; must hold <c>system.manage</c>.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was removed.</returns>
    public async Task<Outcome<Kept>> TidyAsync(Caller caller, CancellationToken ct)
    {
        if ((Refusal(caller) ?? caller.ReadsOnly) is { } refusal)
        {
            return refusal;
        }

        var kept = await housekeeping.RunAsync(ct);
        await audit.WriteAsync(caller, new AuditEntry("system.housekeeping", AuditOutcome.Done, "system", "files"), ct);
        return kept;
    }

    private static Problem? Refusal(Caller caller) => caller.May(Permissions.SystemManage)
        ? null
        : new Problem(ProblemKind.Forbidden, "You may not see how the system stands. An administrator grants the right by a role.", null, "forbidden", Permissions.SystemManage);

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetFieldValue<DateTimeOffset>(i);
}
