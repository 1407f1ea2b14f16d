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

    /// <summary>How the years between cash flows are counted for rates of return: <c>act_365</c> (as XIRR does), <c>act_360</c> or <c>30_360</c>.</summary>
    public string ReturnDayCount { get; set; } = "act_365";

    /// <summary>How charge-off rates are made yearly: by <c>months</c> (× 12 ÷ months) or by <c>days</c> (× 365 ÷ days).</summary>
    public string ChargeOffRatesBy { get; set; } = "months";

    /// <summary>The denominator of charge-off rates: the mean of all <c>months</c>' opening and closing balances, or of the two <c>ends</c> of the period.</summary>
    public string AverageLoans { get; set; } = "months";

    /// <summary>The denominator of the rate of right-party contacts: all <c>attempts</c>, or the <c>contacts</c> among them.</summary>
    public string RightPartyRateOf { get; set; } = "attempts";

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

        if (ReturnDayCount is not ("act_365" or "act_360" or "30_360"))
        {
            yield return $"Conventions:ReturnDayCount = '{ReturnDayCount}' is unknown; write act_365, act_360 or 30_360.";
        }

        if (ChargeOffRatesBy is not ("months" or "days"))
        {
            yield return $"Conventions:ChargeOffRatesBy = '{ChargeOffRatesBy}' is unknown; write months or days.";
        }

        if (AverageLoans is not ("months" or "ends"))
        {
            yield return $"Conventions:AverageLoans = '{AverageLoans}' is unknown; write months or ends.";
        }

        if (RightPartyRateOf is not ("attempts" or "contacts"))
        {
            yield return $"Conventions:RightPartyRateOf = '{RightPartyRateOf}' is unknown; write attempts or contacts.";
        }
    }
}
