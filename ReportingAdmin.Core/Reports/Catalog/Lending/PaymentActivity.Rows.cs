using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the payment activity.</summary>
public sealed partial class PaymentActivity
{
    /// <summary>One row per day, week or month, currency and method.</summary>
    public sealed record Row
    {
        /// <summary>From.</summary>
        [Column("From", "First day of the day, week (Monday to Sunday) or month, within the period.", Key = true)]
        public DateOnly FirstDay { get; init; }

        /// <summary>To.</summary>
        [Column("To", "Its last day, within the period.")]
        public DateOnly LastDay { get; init; }

        /// <summary>Currency.</summary>
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        /// <summary>Method.</summary>
        [Column("Method", "How it was paid; \"all\" unless split by method.", Key = true)]
        public string Method { get; init; } = "";

        /// <summary>Payments.</summary>
        [Column("Payments", "Number of payments received, before reversals and returns.", Total = Total.Sum)]
        public long ReceivedCount { get; init; }

        /// <summary>Received, in the row's currency.</summary>
        [Column("Received",
            "Σ payments received, before reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ReceivedAmount { get; init; }

        /// <summary>Received: principal, in the row's currency.</summary>
        [Column("Received: principal",
            "Part of the payments received that was applied to principal.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Principal { get; init; }

        /// <summary>Received: interest, in the row's currency.</summary>
        [Column("Received: interest",
            "Part of the payments received that was applied to interest.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Interest { get; init; }

        /// <summary>Received: fees, in the row's currency.</summary>
        [Column("Received: fees",
            "Part of the payments received that was applied to fees.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Fees { get; init; }

        /// <summary>Received: escrow, in the row's currency.</summary>
        [Column("Received: escrow",
            "Part of the payments received that was put into escrow.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Escrow { get; init; }

        /// <summary>Received: unapplied, in the row's currency.</summary>
        [Column("Received: unapplied",
            "Part of the payments received that was not yet applied.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Unapplied { get; init; }

        /// <summary>Reversals.</summary>
        [Column("Reversals", "Number of reversals, in the period of their own date.", Total = Total.Sum)]
        public long ReversedCount { get; init; }

        /// <summary>Reversed, in the row's currency.</summary>
        [Column("Reversed",
            "Σ reversals, negative, in the period of their own date.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ReversedAmount { get; init; }

        /// <summary>NSF.</summary>
        [Column("NSF", "Number of payments returned for lack of funds, in the period of their own date.", Total = Total.Sum)]
        public long NsfCount { get; init; }

        /// <summary>Returned NSF, in the row's currency.</summary>
        [Column("Returned NSF",
            "Σ payments returned for lack of funds, negative, in the period of their own date.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NsfAmount { get; init; }

        /// <summary>Net, in the row's currency.</summary>
        [Column("Net", "Received + reversed + returned.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetAmount { get; init; }

        /// <summary>Net: principal, in the row's currency.</summary>
        [Column("Net: principal",
            "Net change in principal: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetPrincipal { get; init; }

        /// <summary>Net: interest, in the row's currency.</summary>
        [Column("Net: interest",
            "Net change in interest: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetInterest { get; init; }

        /// <summary>Net: fees, in the row's currency.</summary>
        [Column("Net: fees",
            "Net change in fees: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetFees { get; init; }

        /// <summary>Net: escrow, in the row's currency.</summary>
        [Column("Net: escrow",
            "Net change in escrow: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetEscrow { get; init; }

        /// <summary>Net: unapplied, in the row's currency.</summary>
        [Column("Net: unapplied",
            "Net change in unapplied cash: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetUnapplied { get; init; }
    }
}
