using System.Globalization;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Features.Report.Parameters;

/// <summary>An estimate as the form says it: "About 18,400 rows, 6 s".</summary>
public static class EstimateWords
{
    private const long Exact = 100;

    /// <summary>
    /// The sentence; empty where nothing is known. Rows that only the planner expects are said where they lead to the queue: for
    /// small results it is too far off.
    /// </summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="exact">Whether the rows are counted.</param>
    public static string Of(RunEstimate estimate, bool exact = false)
    {
        var told = exact || estimate.Tried || estimate.Place is not null;
        var rows = estimate.Rows is { } count && told ? $"{(exact ? count.ToString("N0", CultureInfo.InvariantCulture) : "About " + Rounded(count))} {(count == 1 ? "row" : "rows")}" : "";
        var parts = new[] { rows, estimate.Takes is { } takes ? $"{(rows.Length == 0 ? "About " : "")}{Time(takes)} for a file" : "" }.Where(part => part.Length > 0);
        var sentence = string.Join(", ", parts);
        return estimate.Place is { } place ? $"{(sentence.Length == 0 ? "" : sentence + ". ")}A file will be queued, {RunWords.InLine(place)}{(estimate.ForMemory ? ", and begin when more memory is free" : "")}" : sentence;
    }

    /// <summary>Three digits of it, as many as an estimate is good for.</summary>
    /// <param name="rows">Rows.</param>
    public static string Rounded(long rows)
    {
        var step = 1L;
        while (rows / step >= Exact * 10)
        {
            step *= 10;
        }

        return (rows < Exact ? rows : (rows + (step / 2)) / step * step).ToString("N0", CultureInfo.InvariantCulture);
    }

    private static string Time(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? "under 1 s"
        : time < TimeSpan.FromMinutes(2) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes):0} min");
}
