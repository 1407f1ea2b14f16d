using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The dictionary and the control figures of the tape.</summary>
public sealed partial class LoanTape
{
    /// <summary>One row per field of the tape.</summary>
    public sealed record FieldRow
    {
        [Column("No.", "Place of the field on this tape.", Key = true, Format = Format.Code)]
        public long Position { get; init; }

        [Column("Field", "Stable name: CSV header and JSON key.")]
        public string Field { get; init; } = "";

        [Column("Heading", "Heading on this tape.")]
        public string Heading { get; init; } = "";

        [Column("Type", "text, whole number, number, date or yes/no.")]
        public string Type { get; init; } = "";

        [Column("Meaning", "What the field holds.")]
        public string Meaning { get; init; } = "";

        [Column("Personal", "Yes for personal data, masked without the right to see it.")]
        public bool Personal { get; init; }
    }

    /// <summary>One row per currency: what a receiver checks the tape against.</summary>
    public sealed record ControlRow
    {
        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Rows", "Number of loan rows of the currency.", Total = Total.Sum)]
        public long Rows { get; init; }

        [Column("Active loans", "Rows of active loans.", Total = Total.Sum)]
        public long ActiveLoans { get; init; }

        [Column("Exits", "Rows of loans that left in the month.", Total = Total.Sum)]
        public long Exits { get; init; }

        [Column("Current actual UPB", "Σ unpaid principal of the rows.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Upb { get; init; }

        [Column("Accrued interest", "Σ accrued interest of the rows.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal AccruedInterest { get; init; }
    }
}
