using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The filters of reports on loans that sort them into days-past-due buckets.</summary>
/// <typeparam name="TSelf">The input itself.</typeparam>
public abstract record DelinquencyFilters<TSelf> : LoanFilters, IDelinquencyInput<TSelf>
    where TSelf : DelinquencyFilters<TSelf>
{
    [Parameter("Days past due by", DelinquencyMethods.Meaning, Unset = DelinquencyMethods.Own, Advanced = true)]
    public DelinquencyMethod? DaysPastDue { get; init; }

    /// <inheritdoc />
    public TSelf By(DelinquencyMethod? method) => (TSelf)(this with { DaysPastDue = method });
}
