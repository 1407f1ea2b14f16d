namespace ReportingAdmin.Core.Common;

/// <summary>
/// Configuration section <c>Conventions</c>: what the field leaves to choice. A report takes these where its caller says nothing,
/// and prints what it took.
/// </summary>
public sealed class ConventionOptions : ISettings
{
    private const int LongestGrace = 60;

    /// <inheritdoc />
    public static string Section => "Conventions";

    /// <summary>The kinds of fee that there are, in order.</summary>
    public static IReadOnlyList<string> FeeKinds { get; } = ["late", "nsf", "origination", "payoff", "extension", "other"];

    /// <summary>When a loan is late: <c>portfolio</c> (each portfolio's own method), or for all of them <c>dpd</c> (plain days), <c>mba</c> or <c>ots</c>.</summary>
    public string DaysPastDue { get; set; } = "portfolio";

    /// <summary>The kinds of fee that become revenue when collected, separated by commas; every other kind does when assessed.</summary>
    public string FeesWhenCollected { get; set; } = "";

    /// <summary>Days after its due day on which a payment still keeps a promise, 0 to 60.</summary>
    public int PromiseGraceDays { get; set; } = 3;

    /// <summary>The part of the promised amount that keeps a promise, above 0 and at most 1.</summary>
    public decimal PromiseTolerance { get; set; } = 1m;

    /// <summary><see cref="FeesWhenCollected"/> as a list.</summary>
    public IReadOnlyList<string> CollectedFees =>
        FeesWhenCollected.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (DaysPastDue is not ("portfolio" or "dpd" or "mba" or "ots"))
        {
            yield return $"Conventions:DaysPastDue = '{DaysPastDue}' is unknown; write portfolio, dpd, mba or ots.";
        }

        foreach (var kind in CollectedFees.Where(kind => !FeeKinds.Contains(kind)))
        {
            yield return $"Conventions:FeesWhenCollected: {kind} is no kind of fee; write some of {string.Join(", ", FeeKinds)}, separated by commas.";
        }

        if (PromiseGraceDays is < 0 or > LongestGrace)
        {
            yield return $"Conventions:PromiseGraceDays = {PromiseGraceDays} is out of range; write 0 to {LongestGrace} days.";
        }

        if (PromiseTolerance is <= 0 or > 1)
        {
            yield return string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Conventions:PromiseTolerance = {PromiseTolerance} is out of range; write a part above 0 and at most 1, such as 0.95.");
        }
    }
}
