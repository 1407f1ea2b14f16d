namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>Conventions that several escrow reports print, worded once.</summary>
internal static class EscrowConventions
{
    /// <summary>When an amount counts.</summary>
    public const string Posting = "Amounts count on their posting day, end of day inclusive.";

    /// <summary>How reversals count.</summary>
    public const string Reversals = "A reversal is taken off the kind of entry that it reverses, in the month in which it is posted itself.";

    /// <summary>How reversals count where they have a column of their own.</summary>
    public const string ReversalsApart = "A reversal stands apart from the entries of its kind, in the month in which it is posted itself.";

    /// <summary>What flows in and out.</summary>
    public const string Flows =
        "Inflow = opening balances, deposits, interest, transfers in, vendor refunds and adjustments in, net of reversals. Outflow = deductions, debits, disbursements, refunds, transfers out and adjustments out, net of reversals.";

    /// <summary>Which cases are in.</summary>
    public const string Cancelled = "Cases whose last recorded status is cancelled are left out unless they are asked for.";

    /// <summary>Cancelled cases where the status on a day decides.</summary>
    public const string CancelledBefore = "A case cancelled by the day is not open on it.";

    /// <summary>Which terms are in force.</summary>
    public const string Terms = "The amount in force on a day is that of the latest terms up to the day which name it: an amendment that does not name it leaves it as it was.";

    /// <summary>When a case is open.</summary>
    public const string Open = "A case is open on a day when its last status up to that day is open; on its closing day it is not.";

    /// <summary>Which opening counts where the history of statuses is counted.</summary>
    public const string Openings =
        "A case is opened with its first recorded status, on the opening day of the case file by which other reports count it. Where that status is closed or cancelled, it was opened and left on that day. Opening again later is a reopening.";

    /// <summary>Which day a case was closed on.</summary>
    public const string Closing = "The closing day is the first day of the last time that the case has been closed without a break: closed recorded once more does not move it. Cancelling counts alike.";

    /// <summary>When a case is funded.</summary>
    public const string Funded = "A case is funded on a day when its deposits up to that day, less those reversed by then, are more than zero.";

    /// <summary>Whole months.</summary>
    public const string Months = "Whole calendar months: every month that the period touches, also those without any entry.";

    /// <summary>How disbursement requests count.</summary>
    public static IReadOnlyList<string> Requests { get; } =
    [
        "A request counts when it was submitted in the period, in the company's time zone.",
        "Statuses are those of the end of the period's last day, from the request's history, before which it is submitted; a request without any has its current status and is counted as such.",
        "Hours run from submission to the first payment recorded by the end of the period, nights and weekends included; a request that does not count as paid, as one cancelled after its payment, has none.",
        Cancelled,
    ];
}
