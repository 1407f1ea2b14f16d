using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

public sealed partial class ThreeWayReconciliation
{
    /// <summary>A trust account.</summary>
    public sealed record Account
    {
        [Column("Account", "The code of the trust account.", Key = true)]
        public string AccountCode { get; init; } = "";

        [Column("Name", "The name of the trust account.")]
        public string AccountName { get; init; } = "";

        [Column("Proof", "Three-way reconciliation, or case balance proof where no statement is loaded.")]
        public string Proof { get; init; } = "";

        [Column("Currency", "Currency of the account.")]
        public string Currency { get; init; } = "";

        [Column("Statement on", "The day of the latest statement up to the day asked for; blank when none is loaded.")]
        public DateOnly? StatementOn { get; init; }

        [Column("Statement balance", "Closing balance of that statement.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? StatementBalance { get; init; }

        [Column("Deposits in transit", "Money in, posted by the day and not cleared by the statement; what was reversed before it cleared is taken off.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? DepositsInTransit { get; init; }

        [Column("Outstanding items", "Money out, posted by the day and not cleared by the statement; what was reversed before it cleared is taken off.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? OutstandingItems { get; init; }

        [Column("Adjusted bank balance", "Statement balance + deposits in transit − outstanding items.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? AdjustedBank { get; init; }

        [Column("Trust book balance", "Σ entries of the account posted by the day, in its own currency.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Book { get; init; }

        [Column("Difference", "Adjusted bank balance − trust book balance; anything but zero must be explained.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Difference { get; init; }
    }

    /// <summary>A currency.</summary>
    public sealed record Currencies
    {
        [Column("Currency", "Currency of the accounts and cases.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Proof", "Three-way reconciliation, or case balance proof where an account has no statement.")]
        public string Proof { get; init; } = "";

        [Column("Adjusted bank balance", "Σ of the accounts; blank where one has no statement.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal? AdjustedBank { get; init; }

        [Column("Trust book balance", "Σ of the accounts of the currency.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Book { get; init; }

        [Column("Σ case balances", "Balances of all cases on the day, cancelled and deleted ones too.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal CaseBalances { get; init; }

        [Column("Bank − book", "Zero when bank and book agree; blank without statements.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal? BankLessBook { get; init; }

        [Column("Book − cases", "Zero when every entry of a case is in the book of a trust account.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal BookLessCases { get; init; }

        [Column("Prepared by", "Who prepared the reconciliation; blank to be signed.")]
        public string? PreparedBy { get; init; }

        [Column("Reviewed by", "Who reviewed it; blank to be signed.")]
        public string? ReviewedBy { get; init; }
    }

    /// <summary>Something that must be explained.</summary>
    public sealed record Exceptions
    {
        [Column("Exception", "Negative balance, closed with a balance, disbursed before funded, uncleared, in another currency than its account, or a deleted case with a balance.", Key = true)]
        public string Exception { get; init; } = "";

        [Column("Case", "The number of the case.", Key = true)]
        public string CaseNumber { get; init; } = "";

        [Column("Case deleted", "Says deleted where the source has taken the case back: its money is still held, but no other report has the case, so that its number is no link.")]
        public string? CaseDeleted { get; init; }

        [Column("Entry", "The entry, where the exception is one.", Key = true)]
        public string EntryNumber { get; init; } = "";

        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        [Column("Since", "Closing day, or posting day of the entry; blank for a negative balance and a deleted case.")]
        public DateOnly? Since { get; init; }

        [Column("Days", "Days from then to the day asked for.")]
        public long? Days { get; init; }

        [Column("Currency", "Currency of the case.")]
        public string Currency { get; init; } = "";

        [Column("Amount", "The balance of the case, or the amount of the entry, of an uncleared one what has not been reversed; a payment that is uncleared or in another currency is negative. A case may stand here more than once.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Amount { get; init; }
    }
}
