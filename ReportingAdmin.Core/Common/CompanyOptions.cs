namespace ReportingAdmin.Core.Common;

/// <summary>Configuration section <c>Company</c>: whose figures these are and in which calendar they are read.</summary>
public sealed class CompanyOptions
{
    /// <summary>The name printed on every file.</summary>
    public string Name { get; set; } = "Example Company";

    /// <summary>IANA zone in which instants become business days.</summary>
    public string TimeZone { get; set; } = "America/Boise";

    /// <summary>ISO 4217 code used where a figure has no currency of its own.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>First month of the fiscal year, 1 to 12.</summary>
    public int FiscalYearStart { get; set; } = 1;

    /// <summary>The zone as an object; configuration is validated at start, so the name is known.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
