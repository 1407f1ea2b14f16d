using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of charge-offs and recoveries.</summary>
public sealed partial class ChargeOffRecovery
{
    private const int RateDecimals = 12;

    /// <summary>One row per month, currency, portfolio and vintage.</summary>
    public sealed record MonthRow
    {
        [Column("Month", "First day of the month.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that the loans were in then; \"all\" unless split by portfolio.", Key = true)]
        public string Portfolio { get; init; } = "";

        [Column("Vintage", "Year of origination; blank unless split by vintage.", Key = true, Format = Format.Code)]
        public long? Vintage { get; init; }

        [Column("Charge-offs", "Number of charge-offs and write-offs of the month, reversals not counted.", Total = Total.Sum)]
        public long ChargeOffs { get; init; }

        [Column("Gross charge-offs", "Σ principal charged off, by charge-off date, reversals of the month taken off.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal GrossChargeOffs { get; init; }

        [Column("Of which write-offs", "Part of it: small balances and forgiven principal.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal WriteOffs { get; init; }

        [Column("Of which reversed", "Part of it: reversals of earlier charge-offs, negative.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Reversed { get; init; }

        [Column("Recoveries", "Σ cash received on charged-off loans, by posting date, before its cost.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Recoveries { get; init; }

        [Column("Net charge-offs", "Gross charge-offs − recoveries; negative when more came back than was lost.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetChargeOffs { get; init; }

        [Column("Cost of recoveries", "What collecting the recoveries cost; not taken off them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal RecoveryCost { get; init; }

        [Column("Interest reversed", "Accrued interest reversed with the charge-offs; not part of them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal InterestReversed { get; init; }

        [Column("Opening principal", "Unpaid principal at the month-end before; blank where it is not loaded.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? OpeningUpb { get; init; }

        [Column("Closing principal", "Unpaid principal at the month-end; blank where it is not loaded.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? ClosingUpb { get; init; }

        [Column("Average loans", "(Opening + closing principal) ÷ 2.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? AverageUpb { get; init; }

        [Column("Net charge-off rate", "Net charge-offs of the month ÷ average loans, made yearly: × 12, or × 365 ÷ days.", Format = Format.Rate)]
        public decimal? NetChargeOffRate { get; init; }
    }

    /// <summary>One row per currency, portfolio and vintage for all months together.</summary>
    public sealed record PeriodRow
    {
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that the loans were in then; \"all\" unless split by portfolio.", Key = true)]
        public string Portfolio { get; init; } = "";

        [Column("Vintage", "Year of origination; blank unless split by vintage.", Key = true, Format = Format.Code)]
        public long? Vintage { get; init; }

        [Column("Months", "Number of months of the period.")]
        public long Months { get; init; }

        [Column("Gross charge-offs", "Σ principal charged off in the period.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal GrossChargeOffs { get; init; }

        [Column("Of which write-offs", "Part of it: small balances and forgiven principal.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal WriteOffs { get; init; }

        [Column("Recoveries", "Σ cash received on charged-off loans in the period.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Recoveries { get; init; }

        [Column("Net charge-offs", "Gross charge-offs − recoveries.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetChargeOffs { get; init; }

        [Column("Net charge-offs, yearly", "Net charge-offs made yearly: × 12 ÷ months, or × 365 ÷ days.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal YearlyNetChargeOffs { get; init; }

        [Column("Average loans", "Mean of the months' average loans, or of the period's first and last balance; blank where a balance is missing.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? AverageUpb { get; init; }

        [Column("Net charge-off rate", "Net charge-offs, yearly ÷ average loans.", Format = Format.Rate, Total = Total.Ratio, Numerator = nameof(YearlyNetChargeOffs), Denominator = nameof(AverageUpb))]
        public decimal? NetChargeOffRate { get; init; }

        internal static PeriodRow Of(IReadOnlyList<MonthRow> months, Input input)
        {
            var net = months.Sum(row => row.NetChargeOffs);
            var average = input.AverageLoans == LoanAverage.Ends ? (months[0].OpeningUpb + months[^1].ClosingUpb) / 2
                : months.All(row => row.AverageUpb is not null) ? months.Average(row => (row.OpeningUpb + row.ClosingUpb) / 2)
                : null;
            var yearly = input.RatesBy == YearlyBy.Days
                ? 365 * net / (Dates.MonthEnd(months[^1].Month).DayNumber - months[0].Month.DayNumber + 1)
                : 12 * net / months.Count;
            return new PeriodRow
            {
                Currency = months[0].Currency,
                Portfolio = months[0].Portfolio,
                Vintage = months[0].Vintage,
                Months = months.Count,
                GrossChargeOffs = months.Sum(row => row.GrossChargeOffs),
                WriteOffs = months.Sum(row => row.WriteOffs),
                Recoveries = months.Sum(row => row.Recoveries),
                NetChargeOffs = net,
                YearlyNetChargeOffs = Math.Round(yearly + 0.00m, 2, MidpointRounding.AwayFromZero),
                AverageUpb = average is { } mean ? Math.Round(mean + 0.00m, 2, MidpointRounding.AwayFromZero) : null,
                NetChargeOffRate = average is null or 0 ? null : Math.Round((yearly / average.Value) + 0.000000000000m, RateDecimals, MidpointRounding.AwayFromZero),
            };
        }
    }

    /// <summary>One row per month of charge-off and currency.</summary>
    public sealed record CohortRow
    {
        [Column("Charged off in", "First day of the month of charge-off.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Gross charge-offs", "Σ principal charged off in the month; one that was reversed later is taken off here.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal GrossChargeOffs { get; init; }

        [Column("Recovered to date", "Σ recoveries on them, posted through the last day of the period, before cost.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Recovered { get; init; }

        [Column("Recovery rate", "Recovered to date ÷ gross charge-offs; blank without any.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Recovered), Denominator = nameof(GrossChargeOffs))]
        public decimal? RecoveryRate { get; init; }
    }
}
