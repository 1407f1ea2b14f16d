using System.Globalization;

namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>What a search for a rate of return found: one rate, or in words why there is none.</summary>
/// <param name="Rate">The rate, 0.1 for 10 %; null where there is none or more than one.</param>
/// <param name="Roots">Every rate above −100 % that makes the present value zero and that a number can hold, ascending; empty where there is none.</param>
/// <param name="Message">A sentence where <paramref name="Rate"/> is null, else null.</param>
public sealed record RateAnswer(double? Rate, IReadOnlyList<double> Roots, string? Message)
{
    /// <summary>No rate, and why.</summary>
    /// <param name="message">A sentence.</param>
    public static RateAnswer None(string message) => new(null, [], message);

    internal static RateAnswer Of(IReadOnlyList<double> roots) => roots switch
    {
        [] => None("None found: no rate above −100 % makes the present value of these flows zero."),
        [var only] => new RateAnswer(only, roots, null),
        _ => new RateAnswer(null, roots, $"Several solutions: {string.Join(", ", roots.Select(Percent))} all make the present value zero, so no single rate describes these flows."),
    };

    private static string Percent(double rate)
    {
        var rounded = (100 * rate).ToString("0.######", CultureInfo.InvariantCulture);

        // −100 % itself is no solution: what is only just above it is written with all its digits.
        return $"{(rounded == "-100" ? (100 * rate).ToString("R", CultureInfo.InvariantCulture) : rounded)} %";
    }
}
