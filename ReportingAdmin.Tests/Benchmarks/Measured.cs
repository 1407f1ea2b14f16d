using System.Globalization;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>One thing measured several times, each beside a reference.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Runs">Its runs, in order.</param>
/// <param name="Reference">The reference's runs of the same rounds.</param>
/// <param name="Bytes">The size of what it made.</param>
internal sealed record Measured(string Name, IReadOnlyList<MeasuredProcess> Runs, IReadOnlyList<MeasuredProcess> Reference, long Bytes)
{
    /// <summary>Time of each run over the reference's in the same round.</summary>
    public IReadOnlyList<double> Ratios { get; } = [.. Runs.Zip(Reference, (run, reference) => run.Seconds / reference.Seconds)];

    /// <summary>The greatest resident set of any run, in MiB.</summary>
    public double PeakMebibytes => Runs.Max(run => run.PeakMebibytes);

    /// <summary>The header of <see cref="Row"/>s in Markdown.</summary>
    public static string Header => "| what | best s | median s | ratio, best | ratio, median | peak MiB | file MB |\n|---|---|---|---|---|---|---|";

    /// <summary>A row of a Markdown table.</summary>
    public string Row() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name} | {Runs.Min(r => r.Seconds):0.0} | {Median(Runs.Select(r => r.Seconds)):0.0} | {Ratios.Min():0.00} | {Median(Ratios):0.00} | {PeakMebibytes:0} | {Bytes / 1e6:0.0} |");

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
