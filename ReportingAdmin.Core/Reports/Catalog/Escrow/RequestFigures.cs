using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What the reports of disbursement requests say of each group of them.</summary>
public abstract record RequestFigures
{
    [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
    public string Currency { get; init; } = "";

    [Column("Requests", "Disbursement requests submitted in the period.", Total = Total.Sum)]
    public long Requests { get; init; }

    [Column("Submitted", "Of them only submitted at the end of the period.", Total = Total.Sum)]
    public long Submitted { get; init; }

    [Column("Approved", "Of them approved and not yet paid at the end of the period.", Total = Total.Sum)]
    public long Approved { get; init; }

    [Column("Rejected", "Of them rejected.", Total = Total.Sum)]
    public long Rejected { get; init; }

    [Column("Paid", "Of them paid, and not cancelled since, at the end of the period.", Total = Total.Sum)]
    public long Paid { get; init; }

    [Column("Cancelled", "Of them cancelled.", Total = Total.Sum)]
    public long Cancelled { get; init; }

    [Column("Amount", "Σ of the requested amounts as of the end of the period.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
    public decimal Amount { get; init; }

    [Column("Median hours to payment", "Median hours from submission to the first payment of the requests counted as paid; blank where of none of them its time is known.", Format = Format.OneDecimal)]
    public decimal? MedianHours { get; init; }

    [Column("Timed", "Requests behind that median: of those counted as paid the ones whose time of payment is known by the end of the period, so never more than paid.", Total = Total.Sum)]
    public long Timed { get; init; }

    [Column("Without history", "Requests of which no history is recorded: their current status and amount stand in.", Total = Total.Sum)]
    public long WithoutHistory { get; init; }
}
