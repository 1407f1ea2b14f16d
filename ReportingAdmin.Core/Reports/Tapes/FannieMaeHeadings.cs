namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>
/// The headings of Fannie Mae's single-family loan performance layout (Glossary and File Layout, 108 fields) for the loan tape's
/// fields that mean the same; a field without a counterpart keeps its own heading.
/// </summary>
public static class FannieMaeHeadings
{
    /// <summary>Loan tape field to Fannie Mae's heading, in the order of its layout.</summary>
    public static IReadOnlyList<TapeField> Fields { get; } =
    [
        new("portfolio", "Reference Pool ID"),
        new("loan_number", "Loan Identifier"),
        new("month_end", "Monthly Reporting Period"),
        new("owner", "Master Servicer"),
        new("note_rate", "Current Interest Rate"),
        new("original_principal", "Original UPB"),
        new("upb", "Current Actual UPB"),
        new("original_term", "Original Loan Term"),
        new("originated_on", "Origination Date"),
        new("first_due_on", "First Payment Date"),
        new("loan_age", "Loan Age"),
        new("remaining_term", "Remaining Months To Maturity"),
        new("maturity_on", "Maturity Date"),
        new("property_state", "Property State"),
        new("bucket", "Current Loan Delinquency Status"),
        new("payment_string", "Loan Payment History"),
        new("modified", "Modification Flag"),
        new("zero_balance_code", "Zero Balance Code"),
        new("zero_balance_on", "Zero Balance Effective Date"),
        new("exit_upb", "UPB at the Time of Removal"),
        new("scheduled_principal", "Scheduled Principal Current"),
        new("principal_in_month", "Total Principal Current"),
        new("unscheduled_principal", "Unscheduled Principal Current"),
        new("last_paid_on", "Last Paid Installment Date"),
        new("recovery_cost_to_date", "Foreclosure Costs"),
        new("recoveries_to_date", "Net Sales Proceeds"),
        new("charged_off_to_date", "Principal Write-off Amount"),
        new("credit_score", "Borrower Credit Score Current"),
        new("workout", "Borrower Assistance Plan"),
    ];

    private static readonly Dictionary<string, string> s_byField = Fields.ToDictionary(field => field.Field, field => field.Heading!, StringComparer.Ordinal);

    /// <summary>Fannie Mae's heading of a field; null where it has none.</summary>
    /// <param name="field">The loan tape's column key.</param>
    public static string? Of(string field) => s_byField.GetValueOrDefault(field);
}
