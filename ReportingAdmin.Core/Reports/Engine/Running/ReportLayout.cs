namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>How a caller wants a report's tables laid out, in the texts of the URL: the figures stay what they are.</summary>
/// <param name="Columns">
/// <c>month,closing</c> for the columns of the first section in their order; <c>section:a,b;other:c</c> for those of any; null = as
/// declared.
/// </param>
/// <param name="Sort"><c>amount</c>, or <c>-amount</c> for the greatest first; <c>section:-amount</c> for another section than the first; null = the report's own order.</param>
/// <param name="View">The name of the saved view that parameters and layout are of; printed on the file.</param>
public sealed record ReportLayout(string? Columns = null, string? Sort = null, string? View = null)
{
    /// <summary>As the report declares it.</summary>
    public static ReportLayout Declared { get; } = new();
}
