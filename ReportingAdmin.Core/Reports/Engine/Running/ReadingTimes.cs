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
internal sealed class ReadingTimes(ReportingDatabase database)
{
    /// <summary>Below this cost nothing takes long, however busy the machine is: it is neither measured nor held up.</summary>
    public const double LeastCost = 20_000;

    // Readings that count, and those that are kept of a section.
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

        // A reading that was given up says that it takes longer; it counts where none was read to its end.
        await using var command = database.App.CreateCommand(
            """
            select percentile_cont(0.5) within group (order by t.seconds / t.cost) filter (where t.ended), max(t.seconds / t.cost)
            from (
                select r.seconds, r.cost, r.ended
                from app.reading_time r
                where r.report_key = $1 and r.report_version = $2 and r.section = $3
                order by r.id desc
                limit $4
            ) t
            """);
        command.Parameters.AddWithValue(prepared.Report.Meta.Key);
        command.Parameters.AddWithValue(prepared.Version);
        command.Parameters.AddWithValue(section.Name);
        command.Parameters.AddWithValue(Counted);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.IsDBNull(1)
            ? null
            : new ExpectedTime(TimeSpan.FromSeconds(Math.Min(weight.Cost * reader.GetDouble(reader.IsDBNull(0) ? 1 : 0), s_most.TotalSeconds)), reader.IsDBNull(0));
    }

    /// <summary>Remembers a reading.</summary>
    /// <param name="prepared">The request.</param>
    /// <param name="section">The section.</param>
    /// <param name="weight">What the planner had reckoned for it; small ones are not remembered.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="ended">False: it was stopped then.</param>
    /// <param name="ct">Stops it.</param>
    public async Task NoteAsync(PreparedReport prepared, Section section, Weight weight, TimeSpan took, bool ended, CancellationToken ct)
    {
        if (weight.Cost < LeastCost)
        {
            return;
        }

        await using var command = database.App.CreateCommand(
            """
            with old as (
                delete from app.reading_time r
                where r.report_key = $1 and r.section = $3
                  and r.id <= (select s.id from app.reading_time s where s.report_key = $1 and s.section = $3 order by s.id desc offset $7 limit 1)
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
}
