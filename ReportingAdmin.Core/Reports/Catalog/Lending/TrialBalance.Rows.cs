using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the trial balance.</summary>
public sealed partial class TrialBalance
{
    /// <summary>One row per account and currency.</summary>
    public sealed record AccountRow
    {
        [Column("Account", "Code of the general-ledger account.", Key = true)]
        public string AccountCode { get; init; } = "";

        [Column("Account name", "Name of the account.")]
        public string AccountName { get; init; } = "";

        [Column("Type", "asset, liability, equity, income or expense.")]
        public string Type { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Opening",
            "Balance before the first day: Σ debits − Σ credits since the books began; a credit balance is negative.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Opening { get; init; }

        [Column("Debits", "Σ debits from the first day to the as-of day.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Debits { get; init; }

        [Column("Credits", "Σ credits from the first day to the as-of day.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Credits { get; init; }

        [Column("Closing",
            "Opening + debits − credits: the balance at the as-of day; a credit balance is negative.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Closing { get; init; }

        [Column("Debit balance", "The closing balance where it is a debit.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal DebitBalance { get; init; }

        [Column("Credit balance",
            "The closing balance where it is a credit, without the sign.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal CreditBalance { get; init; }
    }

    /// <summary>One row per currency.</summary>
    public sealed record ProofRow
    {
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Debits", "Σ debits of the period.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Debits { get; init; }

        [Column("Credits", "Σ credits of the period.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Credits { get; init; }

        [Column("Debit balances", "Σ closing balances that are debits.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal DebitBalances { get; init; }

        [Column("Credit balances", "Σ closing balances that are credits.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal CreditBalances { get; init; }

        [Column("Difference", "Debit balances − credit balances; zero when the books balance.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Difference { get; init; }

        [Column("Balanced", "Yes when the difference is zero and every entry balances by itself.")]
        public bool Balanced { get; init; }

        [Column("Entries out of balance", "Number of entries through the as-of day whose debits and credits differ.")]
        public long UnbalancedEntries { get; init; }

        [Column("Suspense",
            "Balance of the suspense accounts; anything but zero waits to be cleared.",
            Format = Format.Money, Currency = nameof(Currency))]
        public decimal Suspense { get; init; }
    }
}
