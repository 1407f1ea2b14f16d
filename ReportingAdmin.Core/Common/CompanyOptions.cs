namespace ReportingAdmin.Core.Common;

/// <summary>Configuration section <c>Company</c>: whose figures these are and in which calendar they are read.</summary>
public sealed class CompanyOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Company";

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

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return "Company:Name is empty; write the name that is to stand on every file.";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return $"Company:TimeZone = '{TimeZone}' is no known time zone; write an IANA name such as America/Boise.";
        }

        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
        {
            yield return $"Company:Currency = '{Currency}' is no ISO 4217 code; write three capital letters such as USD.";
        }

        if (FiscalYearStart is < 1 or > 12)
        {
            yield return $"Company:FiscalYearStart = {FiscalYearStart} is no month; write 1 to 12.";
        }
    }
}
