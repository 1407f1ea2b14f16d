namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>
/// The headings of Fannie Mae's single-family loan performance layout (Glossary and File Layout, 108 fields) for the loan tape's
/// fields that mean the same; a field without a counterpart keeps its own heading. Values keep this product's own form: statuses
/// in words where that layout has codes, one character a month in the payment history where it has two.
/// </summary>
public static class FannieMaeHeadings
{
    /// <summary>Loan tape field to Fannie Mae's heading, in the order of its layout.</summary>
    public static IReadOnlyList<TapeField> Fields { get; } =
    [
        new("portfolio", "Reference Pool ID"),
        new("loan_number", "Loan Identifier"),
        new("month_end", "Monthly Reporting Period"),
        new("original_note_rate", "Original Interest Rate"),
        new("note_rate", "Current Interest Rate"),
        new("original_principal", "Original UPB"),
        new("upb", "Current Actual UPB"),
        new("original_term", "Original Loan Term"),
        new("originated_on", "Origination Date"),
        new("first_due_on", "First Payment Date"),
        new("loan_age", "Loan Age"),
        new("remaining_term", "Remaining Months to Legal Maturity"),
        new("maturity_on", "Maturity Date"),
        new("property_state", "Property State"),
        new("bucket", "Current Loan Delinquency Status"),
        new("payment_string", "Loan Payment History"),
        new("modified", "Modification Flag"),
        new("zero_balance_code", "Zero Balance Code"),
        new("zero_balance_on", "Zero Balance Effective Date"),
        new("exit_upb", "UPB at the Time of Removal"),
        new("scheduled_principal", "Scheduled Principal Current"),
        new("unscheduled_principal", "Unscheduled Principal Current"),
        new("credit_score", "Borrower Credit Score Current"),
    ];

    private static readonly Dictionary<string, string> s_byField = Fields.ToDictionary(field => field.Field, field => field.Heading!, StringComparer.Ordinal);

    /// <summary>Fannie Mae's heading of a field; null where it has none.</summary>
    /// <param name="field">The loan tape's column key.</param>
    public static string? Of(string field) => s_byField.GetValueOrDefault(field);
}
