using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Common;

/// <summary>Today in the company's zone, its fiscal year, and its last closed month: what date words are relative to.</summary>
/// <param name="time">The clock.</param>
/// <param name="company">Zone and fiscal year.</param>
/// <param name="database">Where closed months are kept.</param>
public sealed class CompanyCalendar(TimeProvider time, CompanyOptions company, ReportingDatabase database)
{
    /// <summary>Today in the company's zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), company.Zone).DateTime);

    /// <summary>The hour it is, counted from the year 1.</summary>
    public long Hour => time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour;

    /// <summary>The calendar for an area of the catalogue.</summary>
    /// <param name="area"><c>escrow</c>, <c>lending</c> or <c>analytics</c>: each closes its own months.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<BusinessCalendar> ForAsync(string area, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select max(through_on) from app.closed_period where area = $1");
        command.Parameters.AddWithValue(area);
        var closed = await command.ExecuteScalarAsync(ct);
        return new BusinessCalendar(Today, company.FiscalYearStart, closed as DateOnly?);
    }
}
