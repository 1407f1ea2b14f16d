namespace ReportingAdmin.Core.Reports.Output;

/// <summary>What a totals row is called.</summary>
internal static class TotalLabels
{
    /// <summary>"Total", or "Total USD" where there is a currency.</summary>
    /// <param name="total">The row.</param>
    /// <param name="count">How many totals rows there are.</param>
    public static string Of(TotalRow total, int count) => total.Currency switch
    {
        null => "Total",
        "" => count == 1 ? "Total" : "Total, no currency",
        var code => "Total " + code,
    };
}
