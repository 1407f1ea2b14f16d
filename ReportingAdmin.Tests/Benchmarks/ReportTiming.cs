using System.Globalization;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>What the default run of a report costs beside its sections' statements alone; seconds, the best of some rounds.</summary>
/// <param name="Key">The report.</param>
internal sealed record ReportTiming(string Key)
{
    /// <summary>Rows of all sections.</summary>
    public long Rows { get; init; }

    /// <summary>Whether a request is told beforehand that its file will be queued, for its rows or for the time that a run took.</summary>
    public bool Queued { get; init; }

    /// <summary>Whether the page says beforehand that reading takes long.</summary>
    public bool Told { get; init; }

    /// <summary>Reading every section's rows and doing nothing with them.</summary>
    public double Statements { get; init; } = double.PositiveInfinity;

    /// <summary>Reading every section's rows, totalling and writing them, in the whole run: without control figures and identities.</summary>
    public double Own { get; init; } = double.PositiveInfinity;

    /// <summary>The independent query of the control figures.</summary>
    public double Control { get; init; } = double.PositiveInfinity;

    /// <summary>The identities.</summary>
    public double TieOuts { get; init; } = double.PositiveInfinity;

    /// <summary>The whole run as CSV: control figures, rows, totals, identities.</summary>
    public double Run { get; init; } = double.PositiveInfinity;

    /// <summary>The page's first 200 rows with totals and charts.</summary>
    public double Preview { get; init; } = double.PositiveInfinity;

    /// <summary>Identities that are red or were not checked.</summary>
    public int NotGreen { get; init; }

    /// <summary>The shorter time of each part; the rest as in the later one.</summary>
    /// <param name="later">Another round of the same report.</param>
    public ReportTiming Better(ReportTiming later) => later with
    {
        Statements = Math.Min(Statements, later.Statements),
        Own = Math.Min(Own, later.Own),
        Control = Math.Min(Control, later.Control),
        TieOuts = Math.Min(TieOuts, later.TieOuts),
        Run = Math.Min(Run, later.Run),
        Preview = Math.Min(Preview, later.Preview),
    };

    /// <summary>The header of <see cref="Row"/>s in Markdown.</summary>
    public static string Header =>
        "| report | rows | statements s | rows and totals ÷ statements | control s | tie-outs s | run s | preview s | | load |\n|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>A row of a Markdown table; a part that has no answer in time is a dash.</summary>
    public string Row() =>
        $"| {Key} | {Rows} | {Two(Statements)} | {One(Own / Statements)} | {Two(Control)} | {Two(TieOuts)} | {Two(Run)} | {Two(Preview)} | {Words()} | {Load()} |";

    private static string Two(double seconds) => double.IsFinite(seconds) ? seconds.ToString("0.00", CultureInfo.InvariantCulture) : "–";

    private static string One(double ratio) => double.IsFinite(ratio) ? ratio.ToString("0.0", CultureInfo.InvariantCulture) : "–";

    // The mean of the last minute: the benchmark's own work is in it.
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "";

    private string Words() => string.Join(", ", new[] { Told ? "page told" : "", Queued ? "queued" : "", NotGreen > 0 ? "not all green" : "" }.Where(word => word.Length > 0));
}
