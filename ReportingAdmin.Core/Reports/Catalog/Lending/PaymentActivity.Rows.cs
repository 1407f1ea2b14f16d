using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the payment activity.</summary>
public sealed partial class PaymentActivity
{
    /// <summary>One row per day, week or month, currency and method.</summary>
    public sealed record Row
    {
        [Column("From", "First day of the day, week (Monday to Sunday) or month, within the period.", Key = true)]
        public DateOnly FirstDay { get; init; }

        [Column("To", "Its last day, within the period.")]
        public DateOnly LastDay { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Method", "How it was paid: \"not given\" where the payment does not say, \"all\" unless split by method.", Key = true)]
        public string Method { get; init; } = "";

        [Column("Payments", "Number of payments received, before reversals and returns.", Total = Total.Sum)]
        public long ReceivedCount { get; init; }

        [Column("Received",
            "Σ payments received, before reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ReceivedAmount { get; init; }

        [Column("Received: principal",
            "Part of the payments received that was applied to principal.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Principal { get; init; }

        [Column("Received: interest",
            "Part of the payments received that was applied to interest.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Interest { get; init; }

        [Column("Received: fees",
            "Part of the payments received that was applied to fees.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Fees { get; init; }

        [Column("Received: escrow",
            "Part of the payments received that was put into escrow.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Escrow { get; init; }

        [Column("Received: unapplied",
            "Part of the payments received that was not yet applied.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Unapplied { get; init; }

        [Column("Reversals", "Number of reversals, in the period of their own date.", Total = Total.Sum)]
        public long ReversedCount { get; init; }

        [Column("Reversed",
            "Σ reversals, negative, in the period of their own date.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ReversedAmount { get; init; }

        [Column("NSF", "Number of payments returned for lack of funds, in the period of their own date.", Total = Total.Sum)]
        public long NsfCount { get; init; }

        [Column("Returned NSF",
            "Σ payments returned for lack of funds, negative, in the period of their own date.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NsfAmount { get; init; }

        [Column("Net", "Received + reversed + returned.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetAmount { get; init; }

        [Column("Net: principal",
            "Net change in principal: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetPrincipal { get; init; }

        [Column("Net: interest",
            "Net change in interest: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetInterest { get; init; }

        [Column("Net: fees",
            "Net change in fees: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetFees { get; init; }

        [Column("Net: escrow",
            "Net change in escrow: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetEscrow { get; init; }

        [Column("Net: unapplied",
            "Net change in unapplied cash: received less reversals and returns.",
            Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetUnapplied { get; init; }
    }
}
