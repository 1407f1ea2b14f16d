using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Up to which day the sources are loaded: what is asked beyond it cannot be there yet.</summary>
/// <param name="database">The application's connections.</param>
/// <param name="company">Its zone cuts readings into days, as the reports do.</param>
public sealed class DataEnds(ReportingDatabase database, CompanyOptions company)
{
    private static readonly Dictionary<string, string> s_queries = new(StringComparer.Ordinal)
    {
        ["escrow"] = "select max(e.posted_on) from escrow.ledger_entry e where e.deleted_at is null",
        ["lending"] = "select max(l.month_end) from lending.loan_month_load l where l.complete",
        ["analytics"] = "select (max(m.recorded_at) at time zone $1)::date from analytics.metric m where m.deleted_at is null",
    };

    /// <summary>The last day of an area's data; null where there are none.</summary>
    /// <param name="area"><c>escrow</c>, <c>lending</c> or <c>analytics</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<DateOnly?> OfAsync(string area, CancellationToken ct)
    {
        if (!s_queries.TryGetValue(area, out var query))
        {
            return null;
        }

        await using var command = database.App.CreateCommand(query);
        if (query.Contains("$1", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue(company.TimeZone);
        }

        return await command.ExecuteScalarAsync(ct) as DateOnly?;
    }

    /// <summary>The latest period of as many whole months as the one asked for that lies within the data.</summary>
    /// <param name="asked">The period asked for.</param>
    /// <param name="end">The last day of the data.</param>
    public static Period LatestComplete(Period asked, DateOnly end)
    {
        var last = end.AddDays(1).Day == 1 ? end : new DateOnly(end.Year, end.Month, 1).AddDays(-1);
        var months = ((asked.To.Year - asked.From.Year) * 12) + asked.To.Month - asked.From.Month + 1;
        return new Period(new DateOnly(last.Year, last.Month, 1).AddMonths(1 - months), last);
    }
}
