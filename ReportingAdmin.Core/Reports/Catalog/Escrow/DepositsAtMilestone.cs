using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>What had been deposited when a case reached a milestone: what the three reports of deposits at a milestone share.</summary>
/// <param name="milestone">The kind of milestone, as <c>escrow.case_milestone.kind</c> has it.</param>
/// <param name="meta">What the report is.</param>
public abstract class DepositsAtMilestone(string milestone, ReportMeta meta) : Report<AsOfInput>(meta)
{
    /// <inheritdoc />
    public override string SqlName => nameof(DepositsAtMilestone);

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string> { ["milestone"] = milestone };

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<AsOfInput, Row>("cases", "Cases", "one row per case with the milestone by the day")
        {
            Controls = [nameof(Row.NetDeposits), nameof(Row.CaseNumber)],
            Drills = [new(nameof(Row.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), (input, row) => BalanceOfCase.To(row.CaseNumber, row.OccurredOn.AddYears(-1), input.AsOf.Date))],
        },
    ];

    /// <summary>A case.</summary>
    public sealed record Row
    {
        [Column("Case", "The number of the case.", Key = true, Total = Total.Count)]
        public string CaseNumber { get; init; } = "";

        [Column("Type", "What the case is about.")]
        public string CaseType { get; init; } = "";

        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        [Column("Milestone on", "The day of the milestone.")]
        public DateOnly OccurredOn { get; init; }

        [Column("Currency", "Currency of the case; amounts of two currencies are never added.")]
        public string Currency { get; init; } = "";

        [Column("Deposits", "Deposits posted up to and including that day; reversals not counted.", Total = Total.Sum)]
        public long Deposits { get; init; }

        [Column("Net deposits", "Deposits less their reversals posted up to and including that day.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal NetDeposits { get; init; }

        [Column("Base compensation", "The base compensation in force that day, else the first one later; blank where the terms name none.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal? BaseCompensation { get; init; }

        [Column("Later terms", "Yes when no base compensation was in force that day and the first later one stands in.")]
        public bool LaterTerms { get; init; }

        [Column("% of base", "Net deposits ÷ base compensation; blank without one. The total is of the cases that have one.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(NetDeposits), Denominator = nameof(BaseCompensation))]
        public decimal? ShareOfBase { get; init; }
    }
}
