using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the general ledger.</summary>
public sealed partial class GeneralLedger
{
    /// <summary>One row per journal line, and per account its opening and closing balance.</summary>
    public sealed record Row
    {
        /// <summary>Account.</summary>
        [Column("Account", "Code of the general-ledger account.", Key = true)]
        public string AccountCode { get; init; } = "";

        /// <summary>Account name.</summary>
        [Column("Account name", "Name of the account.")]
        public string AccountName { get; init; } = "";

        /// <summary>Currency.</summary>
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        /// <summary>No..</summary>
        [Column("No.",
            "Place in the account: 0 is the opening balance, then the lines by date, entry and line, then the closing balance.",
            Key = true, Format = Format.Code)]
        public long Position { get; init; }

        /// <summary>Row.</summary>
        [Column("Row", "Opening, Line or Closing.")]
        public string RowKind { get; init; } = "";

        /// <summary>Posted.</summary>
        [Column("Posted", "Posting date of the entry; for opening and closing the first and the last day of the period.")]
        public DateOnly PostedOn { get; init; }

        /// <summary>Entry.</summary>
        [Column("Entry", "Number of the journal entry.")]
        public string? EntryNumber { get; init; }

        /// <summary>Line.</summary>
        [Column("Line", "Number of the line within the entry.", Format = Format.Code)]
        public long? Line { get; init; }

        /// <summary>Kind.</summary>
        [Column("Kind", "normal, opening (taken over) or closing (year-end).")]
        public string? EntryKind { get; init; }

        /// <summary>Source.</summary>
        [Column("Source", "Where the entry comes from, such as payment.")]
        public string? Source { get; init; }

        /// <summary>Description.</summary>
        [Column("Description", "Text of the entry; may name a person.", Personal = true)]
        public string? Description { get; init; }

        /// <summary>Debit, in the row's currency.</summary>
        [Column("Debit", "Amount debited.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Debit { get; init; }

        /// <summary>Credit, in the row's currency.</summary>
        [Column("Credit", "Amount credited.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? Credit { get; init; }

        /// <summary>Balance, in the row's currency.</summary>
        [Column("Balance",
            "Running balance after the line: opening + debits − credits so far; a credit balance is negative.",
            Format = Format.Money, Currency = nameof(Currency))]
        public decimal Balance { get; init; }

        /// <summary>Reverses.</summary>
        [Column("Reverses", "Number of the entry that this entry reverses.")]
        public string? Reverses { get; init; }

        /// <summary>Reversed by.</summary>
        [Column("Reversed by", "Number of the entry that reverses this one.")]
        public string? ReversedBy { get; init; }

        /// <summary>Loan.</summary>
        [Column("Loan", "Loan that the line belongs to.")]
        public string? LoanNumber { get; init; }

        /// <summary>Portfolio.</summary>
        [Column("Portfolio", "Portfolio that the line belongs to.")]
        public string? Portfolio { get; init; }
    }
}
