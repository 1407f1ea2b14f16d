using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the portfolio summary.</summary>
public sealed partial class PortfolioSummary
{
    /// <summary>One row per portfolio and currency at a month-end.</summary>
    public sealed record Row
    {
        [Column("Portfolio", "Code of the portfolio that the loans were in at the month-end.", Key = true)]
        public string Portfolio { get; init; } = "";

        [Column("Portfolio name", "Name of the portfolio.")]
        public string PortfolioName { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Loans", "Number of active loans at the month-end.", Total = Total.Sum)]
        public long Loans { get; init; }

        [Column("Original principal",
            "Σ principal at origination of these loans.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal OriginalPrincipal { get; init; }

        [Column("Unpaid principal",
            "Σ unpaid principal balance (UPB): contractual principal less charged-off principal, without interest, premium and unapplied cash.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Upb { get; init; }

        [Column("Accrued interest",
            "Σ interest earned and not yet collected at the month-end.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal AccruedInterest { get; init; }

        [Column("WAC",
            "Weighted average note rate: Σ (UPB × note rate) ÷ Σ UPB, over loans with principal above zero and a known rate; blank without any.",
            Format = Format.Rate, Total = Total.WeightedMean, Weight = nameof(RateUpb))]
        public decimal? WeightedRate { get; init; }

        [Column("WAM",
            "Weighted average remaining term in months, weighted by UPB; blank without any.",
            Format = Format.OneDecimal, Total = Total.WeightedMean, Weight = nameof(TermUpb))]
        public decimal? WeightedTerm { get; init; }

        [Column("WALA",
            "Weighted average age in months since the month of origination, weighted by UPB; blank without any.",
            Format = Format.OneDecimal, Total = Total.WeightedMean, Weight = nameof(AgeUpb))]
        public decimal? WeightedAge { get; init; }

        [Column("Delinquency rate 30+",
            "Principal of loans 30 or more days late and accruing, plus nonaccrual principal, ÷ all principal.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(DelinquentUpb), Denominator = nameof(Upb))]
        public decimal? DelinquencyRate { get; init; }

        [Column("PAR30",
            "Portfolio at risk: whole principal of loans more than 30 days late, and of modified loans unless left out, ÷ all principal.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Par30Upb), Denominator = nameof(Upb))]
        public decimal? Par30 { get; init; }

        [Column("PAR60",
            "Portfolio at risk: whole principal of loans more than 60 days late, and of modified loans unless left out, ÷ all principal.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Par60Upb), Denominator = nameof(Upb))]
        public decimal? Par60 { get; init; }

        [Column("PAR90",
            "Portfolio at risk: whole principal of loans more than 90 days late, and of modified loans unless left out, ÷ all principal.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Par90Upb), Denominator = nameof(Upb))]
        public decimal? Par90 { get; init; }

        [Column("Current: loans", "Number of loans that are current.", Total = Total.Sum)]
        public long CurrentLoans { get; init; }

        [Column("Current: principal",
            "Σ unpaid principal of loans that are current.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal CurrentUpb { get; init; }

        [Column("Current: share",
            "Unpaid principal of loans that are current ÷ all principal of the row.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(CurrentUpb), Denominator = nameof(Upb))]
        public decimal? CurrentShare { get; init; }

        [Column("1-29 days: loans", "Number of loans 1 to 29 days late.", Total = Total.Sum)]
        public long Days1To29Loans { get; init; }

        [Column("1-29 days: principal",
            "Σ unpaid principal of loans 1 to 29 days late.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Days1To29Upb { get; init; }

        [Column("1-29 days: share",
            "Unpaid principal of loans 1 to 29 days late ÷ all principal of the row.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Days1To29Upb), Denominator = nameof(Upb))]
        public decimal? Days1To29Share { get; init; }

        [Column("30-59 days: loans", "Number of loans 30 to 59 days late.", Total = Total.Sum)]
        public long Days30To59Loans { get; init; }

        [Column("30-59 days: principal",
            "Σ unpaid principal of loans 30 to 59 days late.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Days30To59Upb { get; init; }

        [Column("30-59 days: share",
            "Unpaid principal of loans 30 to 59 days late ÷ all principal of the row.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Days30To59Upb), Denominator = nameof(Upb))]
        public decimal? Days30To59Share { get; init; }

        [Column("60-89 days: loans", "Number of loans 60 to 89 days late.", Total = Total.Sum)]
        public long Days60To89Loans { get; init; }

        [Column("60-89 days: principal",
            "Σ unpaid principal of loans 60 to 89 days late.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Days60To89Upb { get; init; }

        [Column("60-89 days: share",
            "Unpaid principal of loans 60 to 89 days late ÷ all principal of the row.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Days60To89Upb), Denominator = nameof(Upb))]
        public decimal? Days60To89Share { get; init; }

        [Column("90-119 days: loans", "Number of loans 90 to 119 days late.", Total = Total.Sum)]
        public long Days90To119Loans { get; init; }

        [Column("90-119 days: principal",
            "Σ unpaid principal of loans 90 to 119 days late.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Days90To119Upb { get; init; }

        [Column("90-119 days: share",
            "Unpaid principal of loans 90 to 119 days late ÷ all principal of the row.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Days90To119Upb), Denominator = nameof(Upb))]
        public decimal? Days90To119Share { get; init; }

        [Column("120+ days: loans", "Number of loans 120 or more days late.", Total = Total.Sum)]
        public long Days120PlusLoans { get; init; }

        [Column("120+ days: principal",
            "Σ unpaid principal of loans 120 or more days late.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Days120PlusUpb { get; init; }

        [Column("120+ days: share",
            "Unpaid principal of loans 120 or more days late ÷ all principal of the row.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Days120PlusUpb), Denominator = nameof(Upb))]
        public decimal? Days120PlusShare { get; init; }

        [Column("Not known: loans", "Number of loans whose days past due are not known.", Total = Total.Sum)]
        public long NotKnownLoans { get; init; }

        [Column("Not known: principal",
            "Σ unpaid principal of loans whose days past due are not known.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NotKnownUpb { get; init; }

        [Column("Not known: share",
            "Unpaid principal of loans whose days past due are not known ÷ all principal of the row.",
            Format = Format.Share, Total = Total.Ratio, Numerator = nameof(NotKnownUpb), Denominator = nameof(Upb))]
        public decimal? NotKnownShare { get; init; }

        [Column("Nonaccrual principal",
            "Σ unpaid principal of loans on nonaccrual.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NonaccrualUpb { get; init; }

        [Column("Modified principal", "Σ unpaid principal of modified loans.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ModifiedUpb { get; init; }

        [Column("Delinquent principal", "Numerator of the delinquency rate.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal DelinquentUpb { get; init; }

        [Column("PAR30 principal", "Numerator of PAR30.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Par30Upb { get; init; }

        [Column("PAR60 principal", "Numerator of PAR60.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Par60Upb { get; init; }

        [Column("PAR90 principal", "Numerator of PAR90.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Par90Upb { get; init; }

        [Column("Principal with a rate", "Denominator of WAC.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal RateUpb { get; init; }

        [Column("Principal with a term", "Denominator of WAM.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal TermUpb { get; init; }

        [Column("Principal with an age", "Denominator of WALA.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal AgeUpb { get; init; }
    }
}
