using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The columns of the sustained cures.</summary>
public sealed partial class DelinquencyAging
{
    /// <summary>One row per currency and 3 or 12 months.</summary>
    public sealed record CureRow
    {
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Months after", "How many months ago the loans cured.", Key = true)]
        public long MonthsAfter { get; init; }

        [Column("Cured on", "The month-end at which they were current again, having been 30 or more days late at the one before.")]
        public DateOnly CuredOn { get; init; }

        [Column("Cured", "Loans that cured then.")]
        public long CuredLoans { get; init; }

        [Column("Principal cured", "Their unpaid principal when they cured.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal CuredUpb { get; init; }

        [Column("Still current", "Of those, loans that are current at the month-end.")]
        public long CurrentLoans { get; init; }

        [Column("Principal still current", "The principal of those when they cured.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal CurrentUpb { get; init; }

        [Column("Late again", "Of those that cured, loans that are late at the month-end, by a day or more.")]
        public long LateLoans { get; init; }

        [Column("Left", "Of those that cured, loans paid off, sold or charged off since.")]
        public long LeftLoans { get; init; }

        [Column("Not observed", "Of those that cured, loans without a snapshot at the month-end, or whose days are not known.")]
        public long UnseenLoans { get; init; }

        [Column("Sustained by loans", "Still current ÷ cured.", Format = Format.Share)]
        public decimal? SustainedRateLoans { get; init; }

        [Column("Sustained by principal", "Principal still current ÷ principal cured.", Format = Format.Share)]
        public decimal? SustainedRateUpb { get; init; }
    }
}
