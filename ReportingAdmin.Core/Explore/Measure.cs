using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore;

/// <summary>A metric that a service reports, for some subjects.</summary>
/// <param name="Service">The service's name in the metrics.</param>
/// <param name="Metric">The metric's name there.</param>
/// <param name="Unit">Of its values; a currency code for money, <c>share</c> for fractions; null = none.</param>
/// <param name="Cadence">How often a reading is due, as the series says; null = not known.</param>
/// <param name="Subjects">Of what it is reported, by name.</param>
/// <param name="LastOn">The day of its latest reading in the company's zone.</param>
public sealed record Measure(string Service, string Metric, string? Unit, string? Cadence, IReadOnlyList<string> Subjects, DateOnly LastOn)
{
    // What stands at a moment cannot be added up over days. The services that come with the product; others are averaged.
    private static readonly HashSet<string> s_levels = ["active_partners", "followers", "progress", "budget"];
    private static readonly HashSet<string> s_flows =
        ["donation", "new_partners", "spent", "beneficiaries", "reach", "engagement", "posts", "sent", "delivered", "opened", "clicked", "bounced"];

    private static readonly Dictionary<string, string> s_services = new(StringComparer.Ordinal)
    {
        ["partners_crm"] = "Partners",
        ["projects"] = "Projects",
        ["social_media"] = "Social media",
        ["notifications"] = "Notifications",
    };

    /// <summary><c>service/metric</c>: as addresses name it.</summary>
    public string Key => $"{Service}/{Metric}";

    /// <summary>The metric as people call it.</summary>
    public string Title => Words(Metric);

    /// <summary>The service as people call it.</summary>
    public string ServiceTitle => s_services.GetValueOrDefault(Service) ?? Words(Service);

    /// <summary>True where the values are fractions of one.</summary>
    public bool IsShare => Unit == "share";

    /// <summary>True where the unit is a currency.</summary>
    public bool IsMoney => Unit is { Length: 3 } && Unit.All(char.IsAsciiLetterUpper);

    /// <summary>False where less is better.</summary>
    public bool MoreIsBetter => Metric != "bounced";

    /// <summary>The shortest period that has a reading of its own.</summary>
    public PeriodKind Finest => Cadence switch
    {
        "weekly" => PeriodKind.Week,
        "monthly" => PeriodKind.Month,
        "quarterly" => PeriodKind.Quarter,
        "yearly" => PeriodKind.Year,
        _ => PeriodKind.Day,
    };

    /// <summary>How its readings become one value by period, unless a person says otherwise.</summary>
    public Merge Usual => IsShare ? Merge.Mean : s_levels.Contains(Metric) ? Merge.Last : s_flows.Contains(Metric) ? Merge.Sum : Merge.Mean;

    /// <summary>The last day that the readings speak for: a weekly one stands for the week that it closes.</summary>
    /// <param name="today">Today in the company's zone.</param>
    public DateOnly KnownThrough(DateOnly today)
    {
        var spoken = Finest switch
        {
            PeriodKind.Day => LastOn,
            PeriodKind.Week => LastOn.AddDays(6),
            var kind => PeriodCalendar.Add(kind, PeriodCalendar.Start(kind, LastOn), 1).AddDays(-1),
        };
        return spoken < today ? spoken : today.AddDays(-1);
    }

    private static string Words(string name)
    {
        var words = name.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
