using System.Globalization;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Statistics.Series;

/// <summary>Values without gaps.</summary>
/// <param name="Values">Finite values.</param>
/// <param name="Filled">How many were filled in.</param>
/// <param name="CutAtEnd">How many missing ones were cut off after the last known one.</param>
internal sealed record FilledValues(double[] Values, int Filled, int CutAtEnd);

/// <summary>Makes an evenly spaced series complete, or says why it cannot be.</summary>
internal static class GapFilling
{
    /// <summary>Beyond this a product of two values is no longer a number.</summary>
    public const double Largest = 1e150;

    /// <summary>Cuts missing values (NaN) at both ends and fills those between on the line of their neighbours.</summary>
    /// <param name="values">Oldest first.</param>
    public static Outcome<FilledValues> Fill(IReadOnlyList<double> values)
    {
        var first = 0;
        var last = values.Count - 1;
        while (first <= last && double.IsNaN(values[first]))
        {
            first++;
        }

        while (last >= first && double.IsNaN(values[last]))
        {
            last--;
        }

        if (first > last)
        {
            return Bad(values.Count == 0 ? "There are no values; at least one is needed." : "All values are missing; at least one is needed.", "no_values");
        }

        var whole = new double[last - first + 1];
        var filled = 0;
        var known = first;
        for (var i = first; i <= last; i++)
        {
            var value = values[i];
            if (double.IsNaN(value))
            {
                filled++;
                continue;
            }

            if (Math.Abs(value) > Largest)
            {
                return Bad(string.Create(CultureInfo.InvariantCulture, $"Value {i + 1} is infinite or larger than 1e150 in size, too large to calculate with; state the series in a larger unit."), "too_large");
            }

            for (var gap = known + 1; gap < i; gap++)
            {
                whole[gap - first] = values[known] + ((value - values[known]) * (gap - known) / (i - known));
            }

            whole[i - first] = value;
            known = i;
        }

        return 2 * filled > whole.Length
            ? Bad(string.Create(CultureInfo.InvariantCulture, $"{filled} of {whole.Length} values are missing; at least half must be known."), "too_many_missing")
            : new FilledValues(whole, filled, values.Count - 1 - last);
    }

    private static Problem Bad(string message, string code) => new(ProblemKind.Invalid, message, "values", code);
}
