using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the loan profitability.</summary>
public sealed partial class LoanProfitability
{
    /// <summary>One row per loan.</summary>
    public sealed record Row
    {
        [Column("Loan", "Number of the loan.", Key = true)]
        public string LoanNumber { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio that it is in today.")]
        public string Portfolio { get; init; } = "";

        [Column("Program", "Code of the loan program.")]
        public string? Program { get; init; }

        [Column("Vintage", "Year of origination.", Format = Format.Code)]
        public long? Vintage { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";

        [Column("Invested", "Fundings, draws, purchases, premium and acquisition costs.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Invested { get; init; }

        [Column("Principal received", "Principal paid, net of payments taken back.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Principal { get; init; }

        [Column("Interest received", "Interest paid.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Interest { get; init; }

        [Column("Fees received", "Fees paid.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Fees { get; init; }

        [Column("Recoveries", "Recovered after charge-off, before cost.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Recoveries { get; init; }

        [Column("Sale", "Proceeds of its sale.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Sales { get; init; }

        [Column("Costs", "Servicing costs, advances and costs of recovery.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Costs { get; init; }

        [Column("Distributed", "All that was received − costs.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Distributed { get; init; }

        [Column("Charged off", "Principal charged off, posted through the month-end, reversals taken off: shown beside, no cash flow.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Losses { get; init; }

        [Column("Residual", "Unpaid principal at the month-end, with accrued interest where the loan accrues.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Residual { get; init; }

        [Column("IRR", "XIRR of the flows with the residual as the last one; blank under a year and where there is none.", Format = Format.Return)]
        public decimal? Irr { get; init; }

        [Column("Return of the period", "The same rate for the whole time from the first flow to the last (or to the month-end while it is held), not made yearly.", Format = Format.Return)]
        public decimal? PeriodReturn { get; init; }

        [Column("Total return", "MOIC − 1.", Format = Format.Return)]
        public decimal? TotalReturn { get; init; }

        [Column("MOIC", "(Distributed + residual) ÷ invested; blank where nothing was invested.", Format = Format.Multiple)]
        public decimal? Moic { get; init; }

        [Column("Note", "Why a rate is missing, or that one next to −100 % was passed over.")]
        public string? Note { get; init; }

        internal static Row Of(LoanFlows loan, Input input)
        {
            var distributed = loan.Principal + loan.Interest + loan.Fees + loan.Recoveries + loan.Sales - loan.Costs;
            var moic = ReturnFigures.Multiple(distributed + loan.Residual, loan.Invested);
            var figures = ReturnFigures.Of(loan.Days, loan.Amounts, loan.Residual, input.AsOf.MonthEnd, input.DayCount!.Value);
            return new Row
            {
                LoanNumber = loan.LoanNumber,
                Portfolio = loan.Portfolio,
                Program = loan.Program,
                Vintage = loan.Vintage,
                Currency = loan.Currency,
                Invested = loan.Invested,
                Principal = loan.Principal,
                Interest = loan.Interest,
                Fees = loan.Fees,
                Recoveries = loan.Recoveries,
                Sales = loan.Sales,
                Costs = loan.Costs,
                Distributed = distributed,
                Losses = loan.Losses,
                Residual = loan.Residual,
                Irr = figures.Irr,
                PeriodReturn = figures.PeriodReturn,
                TotalReturn = moic - 1,
                Moic = moic,
                Note = figures.Words,
            };
        }
    }
}
