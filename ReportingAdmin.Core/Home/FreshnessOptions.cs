using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Home;

/// <summary>Configuration section <c>Freshness</c>: after how many days without a load an area's data are called stale on the start page.</summary>
public sealed class FreshnessOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Freshness";

    /// <summary>Days for escrow; 0 = never.</summary>
    public int EscrowDays { get; set; } = 3;

    /// <summary>Days for lending; 0 = never. Snapshots come once a month.</summary>
    public int LendingDays { get; set; } = 35;

    /// <summary>Days for metrics; 0 = never.</summary>
    public int AnalyticsDays { get; set; } = 7;

    /// <summary>The days of an area; 0 = never stale.</summary>
    /// <param name="area"><c>escrow</c>, <c>lending</c> or <c>analytics</c>.</param>
    public int DaysOf(string area) => area switch
    {
        "escrow" => EscrowDays,
        "lending" => LendingDays,
        "analytics" => AnalyticsDays,
        _ => 0,
    };

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        foreach (var (key, days) in new[] { (nameof(EscrowDays), EscrowDays), (nameof(LendingDays), LendingDays), (nameof(AnalyticsDays), AnalyticsDays) })
        {
            if (days is < 0 or > 3660)
            {
                yield return $"Freshness:{key} = {days} is no number of days; write 0 to 3660, 0 for never.";
            }
        }
    }
}
