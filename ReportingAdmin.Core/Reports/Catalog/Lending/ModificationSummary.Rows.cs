using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the loan modifications.</summary>
public sealed partial class ModificationSummary
{
    /// <summary>One row per kind, currency and month.</summary>
    public sealed record KindRow
    {
        [Column("Month", "First day of the month; blank unless split by month.", Key = true, Format = Format.Month)]
        public DateOnly? Month { get; init; }

        [Column("Kind", "rate cut, term extension, deferral, principal reduction, capitalisation or combination.", Key = true)]
        public string Kind { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Modifications", "Number of modifications.", Total = Total.Sum)]
        public long Modifications { get; init; }

        [Column("One-sided", "Of those, modifications that give principal or payment on one side only, before or after: they are in one of the two sums, not in the other.", Total = Total.Sum)]
        public long OneSided { get; init; }

        [Column("Principal before", "Σ unpaid principal before, of all modifications that give it.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal UpbBefore { get; init; }

        [Column("Principal after", "Σ unpaid principal after, of all modifications that give it.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal UpbAfter { get; init; }

        [Column("Capitalised", "Σ arrears added to principal.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Capitalised { get; init; }

        [Column("Rate before", "Note rate before, weighted by principal before; of the modifications that give both rates and both principals.", Format = Format.Rate)]
        public decimal? RateBefore { get; init; }

        [Column("Rate after", "Note rate after, weighted by principal after; of the same.", Format = Format.Rate)]
        public decimal? RateAfter { get; init; }

        [Column("Term before", "Mean remaining term before, in months; of the modifications that give both terms.", Format = Format.OneDecimal)]
        public decimal? TermBefore { get; init; }

        [Column("Term after", "Mean remaining term after, in months; of the same.", Format = Format.OneDecimal)]
        public decimal? TermAfter { get; init; }

        [Column("Payment before", "Σ monthly payments before, of all modifications that give it.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaymentBefore { get; init; }

        [Column("Payment after", "Σ monthly payments after, of all modifications that give it.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaymentAfter { get; init; }

        [Column("Payment change", "Σ payments after ÷ Σ payments before − 1, of the modifications that give both; blank without a payment before.", Format = Format.Share)]
        public decimal? PaymentChange { get; init; }

        [Column("Days late before", "Mean days past due before; of the modifications that give both.", Format = Format.OneDecimal)]
        public decimal? DaysPastDueBefore { get; init; }

        [Column("Days late after", "Mean days past due after; of the same.", Format = Format.OneDecimal)]
        public decimal? DaysPastDueAfter { get; init; }
    }

    /// <summary>One row per band of payment change and currency.</summary>
    public sealed record BandRow
    {
        [Column("Change of payment", "By how much the monthly payment changed; not known where either payment is missing.", Key = true)]
        public string Band { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Modifications", "Number of modifications in the band.", Total = Total.Sum)]
        public long Modifications { get; init; }

        [Column("Share", "Modifications in the band ÷ all of the currency.", Format = Format.Share)]
        public decimal? Share { get; init; }

        [Column("Principal after", "Σ unpaid principal after.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal UpbAfter { get; init; }

        [Column("Payment before", "Σ monthly payments before.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaymentBefore { get; init; }

        [Column("Payment after", "Σ monthly payments after.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaymentAfter { get; init; }
    }

    /// <summary>One row per kind, currency and months since the modification.</summary>
    public sealed record RedefaultRow
    {
        [Column("Kind", "Kind of modification.", Key = true)]
        public string Kind { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Months after", "The month-end so many months after the month of the modification.", Key = true, Format = Format.Code)]
        public long MonthsAfter { get; init; }

        [Column("Modifications", "Modifications of the period that are that old at the month-end used, but those not loaded: the denominator.", Total = Total.None)]
        public long Modifications { get; init; }

        [Column("Re-defaulted", "Of those, 60 or more days late at that month-end, or charged off by then.")]
        public long Redefaulted { get; init; }

        [Column("Of which charged off", "Part of the re-defaulted.")]
        public long ChargedOff { get; init; }

        [Column("Paid off or sold", "Loans that left otherwise by then: in the denominator, not re-defaulted.")]
        public long PaidOrSold { get; init; }

        [Column("Not seen", "Loans without a snapshot at that month-end and without an exit before it, though their portfolio's was loaded in full: in the denominator.")]
        public long NotSeen { get; init; }

        [Column("Not loaded", "Modifications that old of loans whose portfolio's snapshot of that month-end is not loaded in full: in no other figure of the row.")]
        public long NotLoaded { get; init; }

        [Column("Re-default rate", "Re-defaulted ÷ modifications; blank where none of them is loaded.", Format = Format.Share)]
        public decimal? RedefaultRate { get; init; }

        [Column("Principal after", "Σ principal after of these modifications.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal UpbAfter { get; init; }

        [Column("Re-defaulted principal", "Part of it whose loans re-defaulted.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal RedefaultedUpb { get; init; }

        [Column("Re-default rate by principal", "Re-defaulted principal ÷ principal after.", Format = Format.Share)]
        public decimal? RedefaultRateUpb { get; init; }
    }
}
