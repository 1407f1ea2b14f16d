using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The loan fields of the tape, named after Fannie Mae's loan performance file.</summary>
public sealed partial class LoanTape
{
    /// <summary>One row per loan in the snapshot of a month-end.</summary>
    public sealed record LoanRow
    {
        /// <summary>Loan identifier.</summary>
        [Column("Loan identifier", "Number of the loan. A loan that has since moved to a portfolio outside your rows shows as moved.", Key = true)]
        public string LoanNumber { get; init; } = "";
        /// <summary>Monthly reporting period.</summary>
        [Column("Monthly reporting period", "Month-end of the snapshot.", Key = true)]
        public DateOnly MonthEnd { get; init; }
        /// <summary>Portfolio.</summary>
        [Column("Portfolio", "Code of the portfolio that the loan was in at the month-end.")]
        public string Portfolio { get; init; } = "";
        /// <summary>Portfolio name.</summary>
        [Column("Portfolio name", "Name of the portfolio.")]
        public string PortfolioName { get; init; } = "";
        /// <summary>Owner.</summary>
        [Column("Owner", "Owner of the portfolio.")]
        public string? Owner { get; init; }
        /// <summary>Owned.</summary>
        [Column("Owned", "Yes when the portfolio is on our own balance sheet.")]
        public bool Owned { get; init; }
        /// <summary>Program.</summary>
        [Column("Program", "Code of the loan program at the month-end.")]
        public string? Program { get; init; }
        /// <summary>Borrower number.</summary>
        [Column("Borrower number", "Number of the borrower.")]
        public string? BorrowerNumber { get; init; }
        /// <summary>Borrower name.</summary>
        [Column("Borrower name", "Name of the borrower.", Personal = true)]
        public string? BorrowerName { get; init; }
        /// <summary>Borrower SSN, last 4.</summary>
        [Column("Borrower SSN, last 4", "Last four digits of the social security number.", Personal = true)]
        public string? BorrowerSsnLast4 { get; init; }
        /// <summary>Borrower email.</summary>
        [Column("Borrower email", "Email address of the borrower.", Personal = true)]
        public string? BorrowerEmail { get; init; }
        /// <summary>Borrower state.</summary>
        [Column("Borrower state", "State where the borrower lives.")]
        public string? BorrowerState { get; init; }
        /// <summary>Currency.</summary>
        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";
        /// <summary>Origination date.</summary>
        [Column("Origination date", "Date of origination.")]
        public DateOnly? OriginatedOn { get; init; }
        /// <summary>Boarding date.</summary>
        [Column("Boarding date", "Date the loan came on the books.")]
        public DateOnly? BoardedOn { get; init; }
        /// <summary>First payment date.</summary>
        [Column("First payment date", "Date the first payment was due.")]
        public DateOnly? FirstDueOn { get; init; }
        /// <summary>Original UPB, in the row's currency.</summary>
        [Column("Original UPB", "Principal at origination.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? OriginalPrincipal { get; init; }
        /// <summary>Original loan term.</summary>
        [Column("Original loan term", "Term at origination, in months.")]
        public long? OriginalTerm { get; init; }
        /// <summary>Day count.</summary>
        [Column("Day count", "Interest day count: 30_360, act_365 or act_360.")]
        public string? DayCount { get; init; }
        /// <summary>Collateral type.</summary>
        [Column("Collateral type", "What secures the loan.")]
        public string? CollateralType { get; init; }
        /// <summary>Property state.</summary>
        [Column("Property state", "State of the property.")]
        public string? PropertyState { get; init; }
        /// <summary>Loan status.</summary>
        [Column("Loan status", "active, or how the loan left in the month: paid_off, charged_off, sold.")]
        public string Status { get; init; } = "";
        /// <summary>Current actual UPB, in the row's currency.</summary>
        [Column("Current actual UPB", "Unpaid principal balance: contractual principal less charged-off principal, without interest, premium and unapplied cash.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Upb { get; init; }
        /// <summary>Accrued interest, in the row's currency.</summary>
        [Column("Accrued interest", "Interest earned and not yet collected.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? AccruedInterest { get; init; }
        /// <summary>Current interest rate, a fraction.</summary>
        [Column("Current interest rate", "Note rate; the total is weighted by unpaid principal.", Format = Format.Rate, Total = Total.WeightedMean, Weight = nameof(Upb))]
        public decimal? NoteRate { get; init; }
        /// <summary>Scheduled payment, in the row's currency.</summary>
        [Column("Scheduled payment", "Contractual payment of principal and interest.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? PaymentAmount { get; init; }
        /// <summary>Loan age.</summary>
        [Column("Loan age", "Months since the month of origination.")]
        public long? LoanAge { get; init; }
        /// <summary>Remaining months to maturity.</summary>
        [Column("Remaining months to maturity", "Remaining contractual term in months.")]
        public long? RemainingTerm { get; init; }
        /// <summary>Maturity date.</summary>
        [Column("Maturity date", "Contractual maturity date.")]
        public DateOnly? MaturityOn { get; init; }
        /// <summary>Next due date.</summary>
        [Column("Next due date", "Date the next payment is due.")]
        public DateOnly? NextDueOn { get; init; }
        /// <summary>Oldest unpaid due date.</summary>
        [Column("Oldest unpaid due date", "Due date of the oldest instalment not paid.")]
        public DateOnly? OldestUnpaidDueOn { get; init; }
        /// <summary>Days past due.</summary>
        [Column("Days past due", "Days from the oldest unpaid due date to the month-end, as reported where that date is not given; blank when not known.")]
        public long? DaysPastDue { get; init; }
        /// <summary>Current loan delinquency status.</summary>
        [Column("Current loan delinquency status", "Days-past-due bucket by the portfolio's method; blank for a loan that left.")]
        public string? Bucket { get; init; }
        /// <summary>Past due amount, in the row's currency.</summary>
        [Column("Past due amount", "Instalments due and not paid.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? PastDueAmount { get; init; }
        /// <summary>Accrual status.</summary>
        [Column("Accrual status", "accruing or nonaccrual.")]
        public string? Accrual { get; init; }
        /// <summary>Nonaccrual since.</summary>
        [Column("Nonaccrual since", "Date the loan was put on nonaccrual.")]
        public DateOnly? NonaccrualSince { get; init; }
        /// <summary>Workout.</summary>
        [Column("Workout", "none, forbearance, bankruptcy or foreclosure.")]
        public string? Workout { get; init; }
        /// <summary>Modification flag.</summary>
        [Column("Modification flag", "Yes when the loan has been modified.")]
        public bool? Modified { get; init; }
        /// <summary>Modifications.</summary>
        [Column("Modifications", "Number of modifications through the month-end.")]
        public long ModificationCount { get; init; }
        /// <summary>Last modification date.</summary>
        [Column("Last modification date", "Effective date of the latest modification through the month-end.")]
        public DateOnly? LastModifiedOn { get; init; }
        /// <summary>Current credit score.</summary>
        [Column("Current credit score", "Credit score of the snapshot.")]
        public long? CreditScore { get; init; }
        /// <summary>Beginning UPB, in the row's currency.</summary>
        [Column("Beginning UPB", "Unpaid principal at the month-end before.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? BeginningUpb { get; init; }
        /// <summary>Drawn, in the row's currency.</summary>
        [Column("Drawn", "Principal drawn in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Drawn { get; init; }
        /// <summary>Scheduled principal, in the row's currency.</summary>
        [Column("Scheduled principal", "Scheduled principal paid in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ScheduledPrincipal { get; init; }
        /// <summary>Unscheduled principal, in the row's currency.</summary>
        [Column("Unscheduled principal", "Principal paid in the month beyond schedule.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? UnscheduledPrincipal { get; init; }
        /// <summary>Capitalised, in the row's currency.</summary>
        [Column("Capitalised", "Amounts added to principal in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Capitalised { get; init; }
        /// <summary>Principal charged off, in the row's currency.</summary>
        [Column("Principal charged off", "Principal charged off in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ChargedOffPrincipal { get; init; }
        /// <summary>Principal sold, in the row's currency.</summary>
        [Column("Principal sold", "Principal sold in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? SoldPrincipal { get; init; }
        /// <summary>Adjustment, in the row's currency.</summary>
        [Column("Adjustment", "Other change of principal in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Adjustment { get; init; }
        /// <summary>Zero balance code.</summary>
        [Column("Zero balance code", "How the balance came to zero: paid_off, charged_off, sold; blank while active.")]
        public string? ZeroBalanceCode { get; init; }
        /// <summary>Zero balance date.</summary>
        [Column("Zero balance date", "Date the balance came to zero.")]
        public DateOnly? ZeroBalanceOn { get; init; }
        /// <summary>UPB at removal, in the row's currency.</summary>
        [Column("UPB at removal", "Unpaid principal just before the loan left.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ExitUpb { get; init; }
        /// <summary>Paid in month, in the row's currency.</summary>
        [Column("Paid in month", "Payments posted in the month, net of reversals and returns.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaidInMonth { get; init; }
        /// <summary>Principal in month, in the row's currency.</summary>
        [Column("Principal in month", "Principal part of them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PrincipalInMonth { get; init; }
        /// <summary>Interest in month, in the row's currency.</summary>
        [Column("Interest in month", "Interest part of them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal InterestInMonth { get; init; }
        /// <summary>Fees in month, in the row's currency.</summary>
        [Column("Fees in month", "Fee part of them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal FeesInMonth { get; init; }
        /// <summary>Paid in 12 months, in the row's currency.</summary>
        [Column("Paid in 12 months", "Payments posted in the 12 months to the month-end, net of reversals and returns.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaidIn12Months { get; init; }
        /// <summary>NSF in 12 months.</summary>
        [Column("NSF in 12 months", "Payments returned for lack of funds in the 12 months to the month-end.", Total = Total.Sum)]
        public long NsfIn12Months { get; init; }
        /// <summary>Last payment date.</summary>
        [Column("Last payment date", "Date the latest payment of the last 12 months was received.")]
        public DateOnly? LastPaidOn { get; init; }
        /// <summary>24-month payment string.</summary>
        [Column("24-month payment string", "One character a month, the newest on the right: 0 current or less than 30 days late, 1 30-59, 2 60-89, 3 90-119, 4 120-149, 5 150-179, 6 180 and more, ? not known, P paid off, C charged off, S sold, . no snapshot.")]
        public string PaymentString { get; init; } = "";
        /// <summary>Months 30 days late.</summary>
        [Column("Months 30 days late", "Months of the last 24 with 30 to 59 days past due.")]
        public long Months30 { get; init; }
        /// <summary>Months 60 days late.</summary>
        [Column("Months 60 days late", "Months of the last 24 with 60 to 89 days past due.")]
        public long Months60 { get; init; }
        /// <summary>Months 90 days late.</summary>
        [Column("Months 90 days late", "Months of the last 24 with 90 or more days past due.")]
        public long Months90 { get; init; }
        /// <summary>Charge-offs to date, in the row's currency.</summary>
        [Column("Charge-offs to date", "Principal charged off through the month-end, reversals taken off.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ChargedOffToDate { get; init; }
        /// <summary>Recoveries to date, in the row's currency.</summary>
        [Column("Recoveries to date", "Cash recovered after charge-off through the month-end, before cost.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal RecoveriesToDate { get; init; }
        /// <summary>Recovery cost to date, in the row's currency.</summary>
        [Column("Recovery cost to date", "Cost of those recoveries.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal RecoveryCostToDate { get; init; }
    }
}
