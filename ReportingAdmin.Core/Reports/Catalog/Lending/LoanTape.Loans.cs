using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The loan fields of the tape, named after Fannie Mae's loan performance file.</summary>
public sealed partial class LoanTape
{
    /// <summary>One row per loan in the snapshot of a month-end.</summary>
    public sealed record LoanRow
    {
        [Column("Loan identifier", "Number of the loan. A loan that has since moved to a portfolio outside your rows shows as moved.", Key = true)]
        public string LoanNumber { get; init; } = "";
        [Column("Monthly reporting period", "Month-end of the snapshot.", Key = true)]
        public DateOnly MonthEnd { get; init; }
        [Column("Portfolio", "Code of the portfolio that the loan was in at the month-end.")]
        public string Portfolio { get; init; } = "";
        [Column("Portfolio name", "Name of the portfolio.")]
        public string PortfolioName { get; init; } = "";
        [Column("Owner", "Owner of the portfolio.")]
        public string? Owner { get; init; }
        [Column("Owned", "Yes when the portfolio is on our own balance sheet.")]
        public bool Owned { get; init; }
        [Column("Program", "Code of the loan program at the month-end.")]
        public string? Program { get; init; }
        [Column("Borrower number", "Number of the borrower.")]
        public string? BorrowerNumber { get; init; }
        [Column("Borrower name", "Name of the borrower.", Personal = true)]
        public string? BorrowerName { get; init; }
        [Column("Borrower SSN, last 4", "Last four digits of the social security number.", Personal = true)]
        public string? BorrowerSsnLast4 { get; init; }
        [Column("Borrower email", "Email address of the borrower.", Personal = true)]
        public string? BorrowerEmail { get; init; }
        [Column("Borrower state", "State where the borrower lives.")]
        public string? BorrowerState { get; init; }
        [Column("Currency", "ISO code of the amounts in the row.")]
        public string Currency { get; init; } = "";
        [Column("Origination date", "Date of origination.")]
        public DateOnly? OriginatedOn { get; init; }
        [Column("Boarding date", "Date the loan came on the books.")]
        public DateOnly? BoardedOn { get; init; }
        [Column("First payment date", "Date the first payment was due.")]
        public DateOnly? FirstDueOn { get; init; }
        [Column("Original UPB", "Principal at origination.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? OriginalPrincipal { get; init; }
        [Column("Original loan term", "Term at origination, in months.")]
        public long? OriginalTerm { get; init; }
        [Column("Day count", "Interest day count: 30_360, act_365 or act_360.")]
        public string? DayCount { get; init; }
        [Column("Collateral type", "What secures the loan.")]
        public string? CollateralType { get; init; }
        [Column("Property state", "State of the property.")]
        public string? PropertyState { get; init; }
        [Column("Loan status", "active, or how the loan left in the month: paid_off, charged_off, sold.")]
        public string Status { get; init; } = "";
        [Column("Current actual UPB", "Unpaid principal balance: contractual principal less charged-off principal, without interest, premium and unapplied cash.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Upb { get; init; }
        [Column("Accrued interest", "Interest earned and not yet collected.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? AccruedInterest { get; init; }
        [Column("Current interest rate", "Note rate; the total is weighted by unpaid principal.", Format = Format.Rate, Total = Total.WeightedMean, Weight = nameof(Upb))]
        public decimal? NoteRate { get; init; }
        [Column("Scheduled payment", "Contractual payment of principal and interest.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? PaymentAmount { get; init; }
        [Column("Loan age", "Months since the month of origination.")]
        public long? LoanAge { get; init; }
        [Column("Remaining months to legal maturity", "Remaining contractual term in months.")]
        public long? RemainingTerm { get; init; }
        [Column("Maturity date", "Contractual maturity date.")]
        public DateOnly? MaturityOn { get; init; }
        [Column("Next due date", "Date the next payment is due.")]
        public DateOnly? NextDueOn { get; init; }
        [Column("Oldest unpaid due date", "Due date of the oldest instalment not paid.")]
        public DateOnly? OldestUnpaidDueOn { get; init; }
        [Column("Days past due", "Days from the oldest unpaid due date to the month-end, as reported where that date is not given; blank when not known.")]
        public long? DaysPastDue { get; init; }
        [Column("Current loan delinquency status", "Days-past-due bucket by the portfolio's method; blank for a loan that left.")]
        public string? Bucket { get; init; }
        [Column("Past due amount", "Instalments due and not paid.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? PastDueAmount { get; init; }
        [Column("Accrual status", "accruing or nonaccrual.")]
        public string? Accrual { get; init; }
        [Column("Nonaccrual since", "Date the loan was put on nonaccrual.")]
        public DateOnly? NonaccrualSince { get; init; }
        [Column("Workout", "none, forbearance, bankruptcy or foreclosure.")]
        public string? Workout { get; init; }
        [Column("Modification flag", "Yes when the loan has been modified.")]
        public bool? Modified { get; init; }
        [Column("Modifications", "Number of modifications through the month-end.")]
        public long ModificationCount { get; init; }
        [Column("Last modification date", "Effective date of the latest modification through the month-end.")]
        public DateOnly? LastModifiedOn { get; init; }
        [Column("Current credit score", "Credit score of the snapshot.")]
        public long? CreditScore { get; init; }
        [Column("Beginning UPB", "Unpaid principal at the month-end before.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? BeginningUpb { get; init; }
        [Column("Drawn", "Principal drawn in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Drawn { get; init; }
        [Column("Scheduled principal", "Scheduled principal paid in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ScheduledPrincipal { get; init; }
        [Column("Unscheduled principal", "Principal paid in the month beyond schedule.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? UnscheduledPrincipal { get; init; }
        [Column("Capitalised", "Amounts added to principal in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Capitalised { get; init; }
        [Column("Principal charged off", "Principal charged off in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ChargedOffPrincipal { get; init; }
        [Column("Principal sold", "Principal sold in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? SoldPrincipal { get; init; }
        [Column("Adjustment", "Other change of principal in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Adjustment { get; init; }
        [Column("Zero balance code", "How the balance came to zero: paid_off, charged_off, sold; blank while active.")]
        public string? ZeroBalanceCode { get; init; }
        [Column("Zero balance date", "Date the balance came to zero.")]
        public DateOnly? ZeroBalanceOn { get; init; }
        [Column("UPB at removal", "Unpaid principal just before the loan left.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ExitUpb { get; init; }
        [Column("Paid in month", "Payments posted in the month, net of reversals and returns.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaidInMonth { get; init; }
        [Column("Principal in month", "Principal part of them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PrincipalInMonth { get; init; }
        [Column("Interest in month", "Interest part of them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal InterestInMonth { get; init; }
        [Column("Fees in month", "Fee part of them.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal FeesInMonth { get; init; }
        [Column("Paid in 12 months", "Payments posted in the 12 months to the month-end, net of reversals and returns.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal PaidIn12Months { get; init; }
        [Column("NSF in 12 months", "Payments returned for lack of funds in the 12 months to the month-end.", Total = Total.Sum)]
        public long NsfIn12Months { get; init; }
        [Column("Last payment date", "Date the latest payment of the last 12 months was received; one that was returned or reversed in full by the month-end does not count.")]
        public DateOnly? LastPaidOn { get; init; }
        [Column("24-month payment string", "One character a month, the newest on the right: 0 current or less than 30 days late, 1 30-59, 2 60-89, 3 90-119, 4 120-149, 5 150-179, 6 180 and more, ? not known, P paid off, C charged off, S sold, . no snapshot.")]
        public string PaymentString { get; init; } = "";
        [Column("Months 30 days late", "Months of the last 24 with 30 to 59 days past due.")]
        public long Months30 { get; init; }
        [Column("Months 60 days late", "Months of the last 24 with 60 to 89 days past due.")]
        public long Months60 { get; init; }
        [Column("Months 90 days late", "Months of the last 24 with 90 or more days past due.")]
        public long Months90 { get; init; }
        [Column("Charge-offs to date", "Principal charged off through the month-end, reversals taken off.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ChargedOffToDate { get; init; }
        [Column("Recoveries to date", "Cash recovered after charge-off through the month-end, before cost.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal RecoveriesToDate { get; init; }
        [Column("Recovery cost to date", "Cost of those recoveries.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal RecoveryCostToDate { get; init; }
        [Column("Original interest rate", "Note rate in the loan's own terms; the total is weighted by principal at origination.", Format = Format.Rate, Total = Total.WeightedMean, Weight = nameof(OriginalPrincipal))]
        public decimal? OriginalNoteRate { get; init; }
        [Column("Original payment", "Payment of principal and interest in the loan's own terms.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? OriginalPaymentAmount { get; init; }
        [Column("Original maturity date", "Maturity in the loan's own terms.")]
        public DateOnly? OriginalMaturityOn { get; init; }
        [Column("Borrower credit score", "Credit score of the borrower as last loaded; that of the month stands in Current credit score.")]
        public long? BorrowerCreditScore { get; init; }
    }
}
