namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Conventions that several reports on loans print, worded once.</summary>
internal static class LoanConventions
{
    /// <summary>What of a deleted loan counts.</summary>
    public const string Deleted =
        "Each row counts until it is deleted itself: what is left of a loan that was deleted (snapshots, payments, fees, charge-offs) counts in every report.";

    /// <summary>Which loans vintages follow.</summary>
    public const string FollowedLoans =
        "Followed are loans whose own first snapshot is of the month of their origination or the next, whatever portfolio they are in today; loans first seen later (taken over), originated before the snapshots of their portfolio begin, or without a principal at origination are left out. "
        + "A portfolio asked for is that of the first snapshot, and today's of a loan without one in these months. Who may see some portfolios alone sees the loans that are in them today, as far as their snapshots in them go.";

    /// <summary>When a deleted loan is in a vintage.</summary>
    public const string DeletedLoans =
        "A loan that was deleted stays in its vintage as long as a snapshot or a charge-off of it is left, which counts in every other report too.";
}
