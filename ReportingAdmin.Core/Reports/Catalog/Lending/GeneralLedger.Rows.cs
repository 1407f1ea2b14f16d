using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the general ledger.</summary>
public sealed partial class GeneralLedger
{
    /// <summary>One row per journal line, and per account its opening and closing balance.</summary>
    public sealed record Row
    {
        [Column("Account", "Code of the general-ledger account.", Key = true)]
        public string AccountCode { get; init; } = "";

        [Column("Account name", "Name of the account.")]
        public string AccountName { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("No.",
            "Place in the account: 0 is the opening balance, then the lines by date, entry and line, then the closing balance.",
            Key = true, Format = Format.Code)]
        public long Position { get; init; }

        [Column("Row", "Opening, Line or Closing.")]
        public string RowKind { get; init; } = "";

        [Column("Posted", "Posting date of the entry; for opening and closing the first and the last day of the period.")]
        public DateOnly PostedOn { get; init; }

        [Column("Entry", "Number of the journal entry.")]
        public string? EntryNumber { get; init; }

        [Column("Line", "Number of the line within the entry.", Format = Format.Code)]
        public long? Line { get; init; }

        [Column("Kind", "normal, opening (taken over) or closing (year-end).")]
        public string? EntryKind { get; init; }

        [Column("Source", "Where the entry comes from, such as payment.")]
        public string? Source { get; init; }

        [Column("Description", "Text of the entry; may name a person.", Personal = true)]
        public string? Description { get; init; }

        [Column("Debit", "Amount debited.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Debit { get; init; }

        [Column("Credit", "Amount credited.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Credit { get; init; }

        [Column("Balance",
            "Running balance after the line: opening + debits − credits so far; a credit balance is negative.",
            Format = Format.Money, Currency = nameof(Currency))]
        public decimal Balance { get; init; }

        [Column("Reverses", "Number of the entry that this entry reverses.")]
        public string? Reverses { get; init; }

        [Column("Reversed by", "Number of the entry that reverses this one.")]
        public string? ReversedBy { get; init; }

        [Column("Loan", "Loan that the line belongs to.")]
        public string? LoanNumber { get; init; }

        [Column("Portfolio", "Portfolio that the line belongs to.")]
        public string? Portfolio { get; init; }
    }
}
