namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The days-past-due buckets as the reports name them, from the best to the worst; <c>lending.bucket_ladder()</c> in the database.</summary>
internal static class Buckets
{
    /// <summary>The database's names in order.</summary>
    public static IReadOnlyList<string> Ladder { get; } =
        ["current", "1-29", "30-59", "60-89", "90-119", "120-149", "150-179", "180+", "unknown"];

    private static readonly string[] s_over120 = ["120-149", "150-179", "180+"];

    /// <summary>The values of the loan tape's <c>bucket</c> parameter that a bucket as shown stands for.</summary>
    /// <param name="shown">As in the rows: "Current", "30-59", "120+", "Not known".</param>
    public static IReadOnlyList<string> ParametersOf(string shown) => shown switch
    {
        "Current" => ["current"],
        "120+" => s_over120,
        "Not known" => ["unknown"],
        _ => [shown],
    };
}
