using System.Globalization;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>What the default run of a report costs beside its sections' statements alone; seconds, the best of some rounds.</summary>
/// <param name="Key">The report.</param>
internal sealed record ReportTiming(string Key)
{
    /// <summary>Rows of all sections.</summary>
    public long Rows { get; init; }

    /// <summary>Whether a request is told beforehand that its file will be queued.</summary>
    public bool Queued { get; init; }

    /// <summary>Reading every section's rows and doing nothing with them.</summary>
    public double Statements { get; init; } = double.MaxValue;

    /// <summary>The independent query of the control figures.</summary>
    public double Control { get; init; } = double.MaxValue;

    /// <summary>The identities.</summary>
    public double TieOuts { get; init; } = double.MaxValue;

    /// <summary>The whole run as CSV: control figures, rows, totals, identities.</summary>
    public double Run { get; init; } = double.MaxValue;

    /// <summary>The page's first 200 rows with totals and charts.</summary>
    public double Preview { get; init; } = double.MaxValue;

    /// <summary>Identities that are red or were not checked.</summary>
    public int NotGreen { get; init; }

    /// <summary>The header of <see cref="Row"/>s in Markdown.</summary>
    public static string Header =>
        "| report | rows | statements s | rows and totals ÷ statements | control s | tie-outs s | run s | preview s | |\n|---|---|---|---|---|---|---|---|---|";

    /// <summary>A row of a Markdown table.</summary>
    public string Row() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Key} | {Rows} | {Statements:0.00} | {Math.Max(0, Run - Control - TieOuts) / Statements:0.0} | {Control:0.00} | {TieOuts:0.00} | {Run:0.00} | {Preview:0.00} | {Words()} |");

    private string Words() => string.Join(", ", new[] { Queued ? "queued" : "", NotGreen > 0 ? "not all green" : "" }.Where(word => word.Length > 0));
}
