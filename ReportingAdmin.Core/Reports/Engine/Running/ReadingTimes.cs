using System.Data.Common;
using Microsoft.Extensions.Logging;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>What the planner reckons for the rows of a section; nothing is executed to know it.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Cost">What they cost, in its units.</param>
public sealed record Weight(long Rows, double Cost);

/// <summary>How long something takes, by what it took before.</summary>
/// <param name="Takes">The time.</param>
/// <param name="AtLeast">True where no reading came to its end: it takes longer than this.</param>
public sealed record ExpectedTime(TimeSpan Takes, bool AtLeast);

/// <summary>
/// Remembers how long the rows of each section took and says beforehand how long they will: the pace of the last readings of the
/// same section, per unit of the planner's cost, so that a filter counts for what it saves. The cost by itself says little: at the
/// same time it differs ten thousandfold between reports (docs/benchmarks.md).
/// </summary>
/// <param name="database">Where it is remembered.</param>
/// <param name="logger">Told what could not be remembered.</param>
internal sealed partial class ReadingTimes(ReportingDatabase database, ILogger logger)
{
    /// <summary>Below this cost nothing takes long, however busy the machine is: it is neither measured nor held up.</summary>
    public const double LeastCost = 20_000;

    // Readings that count, and those that are kept of a section: as many that ended as were given up, so that neither displace the other.
    private const int Counted = 9;
    private const int Kept = 20;

    private static readonly TimeSpan s_most = TimeSpan.FromDays(1);

    /// <summary>How long a section will probably take; null where it is small or was never read.</summary>
    /// <param name="prepared">The request.</param>
    /// <param name="section">The section.</param>
    /// <param name="weight">What the planner reckons for it.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ExpectedTime?> ExpectedAsync(PreparedReport prepared, Section section, Weight weight, CancellationToken ct)
    {
        if (weight.Cost < LeastCost)
        {
            return null;
        }

        // A reading that was given up says that it takes longer. It counts where none was read to its end, and for a day: the machine
        // may have been busy, and what is not begun is never measured anew.
        await using var command = database.App.CreateCommand(
            """
            with readings as (
                select r.id, r.seconds / r.cost as pace, r.ended, r.taken_at
                from app.reading_time r
                where r.report_key = $1 and r.report_version = $2 and r.section = $3
            ),
            ended as (
                select r.pace from readings r where r.ended order by r.id desc limit $4
            ),
            given_up as (
                select r.pace from readings r where not r.ended and r.taken_at > clock_timestamp() - interval '1 day' order by r.id desc limit $4
            )
            select (select percentile_cont(0.5) within group (order by e.pace) from ended e), (select max(g.pace) from given_up g)
            """);
        command.Parameters.AddWithValue(prepared.Report.Meta.Key);
        command.Parameters.AddWithValue(prepared.Version);
        command.Parameters.AddWithValue(section.Name);
        command.Parameters.AddWithValue(Counted);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var none = reader.IsDBNull(0);
        return none && reader.IsDBNull(1)
            ? null
            : new ExpectedTime(TimeSpan.FromSeconds(Math.Min(weight.Cost * reader.GetDouble(none ? 1 : 0), s_most.TotalSeconds)), none);
    }

    /// <summary>Remembers a reading. Where that fails, the log says so: what was read is not lost for it.</summary>
    /// <param name="prepared">The request.</param>
    /// <param name="section">The section.</param>
    /// <param name="weigh">What the planner reckons for it; small ones are not remembered.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="ended">False: it was stopped then.</param>
    /// <param name="ct">Stops it.</param>
    public async Task NoteAsync(PreparedReport prepared, Section section, Func<CancellationToken, Task<Weight>> weigh, TimeSpan took, bool ended, CancellationToken ct)
    {
        try
        {
            var weight = await weigh(ct);
            if (weight.Cost >= LeastCost)
            {
                await NoteAsync(prepared, section, weight, took, ended, ct);
            }
        }
        catch (Exception exception) when (exception is DbException or TimeoutException && !ct.IsCancellationRequested)
        {
            LogNotNoted(logger, exception, prepared.Report.Meta.Key, section.Name);
        }
    }

    private async Task NoteAsync(PreparedReport prepared, Section section, Weight weight, TimeSpan took, bool ended, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            with old as (
                delete from app.reading_time r
                where r.report_key = $1 and r.section = $3 and r.ended = $6
                  and r.id <= (
                      select s.id
                      from app.reading_time s
                      where s.report_key = $1 and s.section = $3 and s.ended = $6
                      order by s.id desc
                      offset $7
                      limit 1
                  )
            )
            insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) values ($1, $2, $3, $4, $5, $6)
            """);
        command.Parameters.AddWithValue(prepared.Report.Meta.Key);
        command.Parameters.AddWithValue(prepared.Version);
        command.Parameters.AddWithValue(section.Name);
        command.Parameters.AddWithValue(weight.Cost);
        command.Parameters.AddWithValue(took.TotalSeconds);
        command.Parameters.AddWithValue(ended);
        command.Parameters.AddWithValue(Kept - 1);
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How long section {Section} of {Report} took could not be remembered")]
    private static partial void LogNotNoted(ILogger logger, Exception cause, string report, string section);
}
