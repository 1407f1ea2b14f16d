namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Conventions that several reports on loans print, worded once.</summary>
internal static class LoanConventions
{
    /// <summary>What of a deleted loan counts.</summary>
    public const string Deleted =
        "Each row counts until it is deleted itself: what is left of a loan that was deleted (snapshots, payments, fees, charge-offs) counts in every report.";

    /// <summary>When a deleted loan is in a vintage.</summary>
    public const string DeletedLoans =
        "A loan that was deleted stays in its vintage as long as a snapshot or a charge-off of it is left, which counts in every other report too.";
}
