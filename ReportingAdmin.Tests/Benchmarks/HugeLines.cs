using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>A report of as many rows as are asked for, about 215 bytes each in a CSV file; the database makes them as they are read.</summary>
internal sealed class HugeLines() : Report<HugeLines.Input>(new ReportMeta
{
    Key = "escrow/huge-lines",
    Title = "Huge lines",
    Question = "Does a result of any size pass through?",
    Description = "Made-up lines.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Nothing,
    Sources = ["escrow.agency"],
    Owner = "Tests",
})
{
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("lines", "Lines", "one row per number")
        {
            Controls = [nameof(Row.Amount)],
        },
    ];

    internal sealed record Input
    {
        [Parameter("Rows", "How many.", Min = 1, Max = 100_000_000)]
        public int Rows { get; init; } = 1000;
    }

    internal sealed record Row
    {
        [Column("Line", "The number.", Key = true)]
        public long Line { get; init; }

        [Column("Posted on", "A day of 2026.")]
        public DateOnly PostedOn { get; init; }

        [Column("Currency", "Always USD.")]
        public string Currency { get; init; } = "";

        [Column("Amount", "The number in cents.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Amount { get; init; }

        [Column("Note", "180 letters and the number.")]
        public string Note { get; init; } = "";
    }
}
