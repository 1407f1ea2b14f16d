using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the delinquency aging.</summary>
public sealed partial class DelinquencyAging
{
    /// <summary>One row per currency and bucket at a month-end.</summary>
    public sealed record BucketRow
    {
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Bucket",
            "Days past due at the month-end; every active loan is in exactly one bucket, and those whose days are not known in one of their own.",
            Key = true)]
        public string Bucket { get; init; } = "";

        [Column("Loans", "Number of active loans in the bucket.", Total = Total.Sum)]
        public long Loans { get; init; }

        [Column("Share of loans", "Loans in the bucket ÷ all loans of the currency.", Format = Format.Share)]
        public decimal? LoansShare { get; init; }

        [Column("Unpaid principal",
            "Σ whole unpaid principal of the loans in the bucket.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Upb { get; init; }

        [Column("Share of principal", "Unpaid principal in the bucket ÷ all unpaid principal of the currency.", Format = Format.Share)]
        public decimal? UpbShare { get; init; }

        [Column("Past due",
            "Σ instalments due and not paid: only the late part, not the whole principal.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PastDueAmount { get; init; }

        [Column("Nonaccrual principal",
            "Σ unpaid principal of loans in the bucket that are on nonaccrual.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NonaccrualUpb { get; init; }

        [Column("In forbearance", "Loans of the bucket in forbearance: a status, not a bucket.", Total = Total.Sum)]
        public long ForbearanceLoans { get; init; }

        [Column("In bankruptcy", "Loans of the bucket in bankruptcy: a status, not a bucket.", Total = Total.Sum)]
        public long BankruptcyLoans { get; init; }

        [Column("In foreclosure", "Loans of the bucket in foreclosure: a status, not a bucket.", Total = Total.Sum)]
        public long ForeclosureLoans { get; init; }
    }

    /// <summary>One row per currency, state before and state after.</summary>
    public sealed record TransitionRow
    {
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("From",
            "State at the month-end before. New: on the books since then. Transferred: in a portfolio or program outside the choice. No snapshot: on the books, but not in that month's snapshot. \"30+\" takes all buckets of 30 days and more together: its row to Current is the cure rate. New, No snapshot, Transferred and exits have no denominator.",
            Key = true)]
        public string FromState { get; init; } = "";

        [Column("To",
            "State at the month-end: a bucket, an exit (Paid off, Charged off, Sold), Transferred (in a portfolio or program outside the choice), No snapshot (missing from that month's snapshot), or Not loaded (that month is not loaded in full for the loan's portfolio: beside the rates, in no denominator).",
            Key = true)]
        public string ToState { get; init; } = "";

        [Column("Movement",
            "Better, Same or Worse by bucket; Cured for 30+ to Current; Left for exits and transfers; Not observed without a snapshot, or where it is not loaded in full; Not known for unknown days; New.")]
        public string Movement { get; init; } = "";

        [Column("Loans", "Number of loans that went this way; blank for the matrix product.")]
        public long? Loans { get; init; }

        [Column("Principal",
            "Their unpaid principal at the month-end before (for rows from a state without a denominator, at the month-end); blank for the matrix product.",
            Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Upb { get; init; }

        [Column("Loans before",
            "All loans in the state at the month-end before: the denominator by count; over several months the sum, for the matrix product that of the first month.")]
        public long? FromLoans { get; init; }

        [Column("Principal before",
            "All unpaid principal in the state at the month-end before: the denominator by principal; over several months the sum, for the matrix product that of the first month.",
            Format = Format.Money, Currency = nameof(Currency))]
        public decimal? FromUpb { get; init; }

        [Column("Roll rate by principal",
            "Principal ÷ principal before; each state with a denominator sums to 100 %. Over several months Σ numerators ÷ Σ denominators, or the matrix product.",
            Format = Format.Share)]
        public decimal? RateUpb { get; init; }

        [Column("Roll rate by loans", "Loans ÷ loans before, in the same way.", Format = Format.Share)]
        public decimal? RateLoans { get; init; }

        [Column("Of which modified",
            "Part of the principal whose loans were modified in the month: a cure by modification is not one by payment.",
            Format = Format.Money, Currency = nameof(Currency))]
        public decimal? ModifiedUpb { get; init; }
    }

    /// <summary>One row per month, currency and bucket.</summary>
    public sealed record TrendRow
    {
        [Column("Month-end", "The month-end.", Key = true)]
        public DateOnly MonthEnd { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Bucket", "Days past due at that month-end.", Key = true)]
        public string Bucket { get; init; } = "";

        [Column("Loans", "Number of active loans in the bucket; blank where the month has no complete snapshot.")]
        public long? Loans { get; init; }

        [Column("Unpaid principal",
            "Σ unpaid principal of the loans in the bucket; blank without a snapshot.",
            Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Upb { get; init; }

        [Column("Share of principal", "Unpaid principal in the bucket ÷ all unpaid principal of the currency in the month.", Format = Format.Share)]
        public decimal? UpbShare { get; init; }

        [Column("Past due", "Σ instalments due and not paid; blank without a snapshot.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? PastDueAmount { get; init; }

        [Column("Net flow rate",
            "Principal in the bucket ÷ principal in the next better bucket that the loans' method has a month earlier. A short cut that mixes in new and cured loans; not a roll rate. Blank without both snapshots.",
            Format = Format.Share)]
        public decimal? NetFlowRate { get; init; }
    }
}
