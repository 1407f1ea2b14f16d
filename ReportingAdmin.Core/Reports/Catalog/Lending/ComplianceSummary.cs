using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Compliance checks by rule: passed, failed, waived and the pass rate.</summary>
public sealed class ComplianceSummary() : Report<ComplianceSummary.Input>(new ReportMeta
{
    Key = "lending/compliance-summary",
    Title = "Compliance summary",
    Question = "Which rules are kept, and where do loans fail?",
    Description =
        "Checks of loans by compliance rule (and month): passed, failed, of those waived, the pass rate and its change on the period "
        + "before. Rules without a check in either period are left out.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.compliance_check", "lending.compliance_rule", "lending.loan"],
    Owner = "Compliance",
    Synonyms = ["audit", "exceptions", "pass rate", "regulation", "quality control", "waivers"],
    Presets =
    [
        new Preset("months", "By month, last 12 months", new Dictionary<string, string> { ["period"] = "last-12-months", ["byMonth"] = "true" }),
        new Preset("last-quarter", "Last quarter", new Dictionary<string, string> { ["period"] = "last-quarter" }),
    ],
    Conventions =
    [
        "Pass rate = passed ÷ (passed + failed); a waived failure stays a failure. Blank without a check.",
        "A failure counts as waived when the waiver was given by the last day of the period; by month, by the last day of its own month (or of the period, where that is earlier), so that a month is the same in every period: what is waived later stays among its open failures.",
        "Change: pass rate − that of the preceding period of equal length; by month, that of the whole month before.",
        "Failed leads to the tape of the latest complete snapshot on or before the row's last day: a loan that left before its month is not on it.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("rules", "Rules", "one row per rule and, if asked for, month")
        {
            Controls = [nameof(Row.Checks), nameof(Row.Passed), nameof(Row.Failed), nameof(Row.Waived)],
            Drills =
            [
                new(nameof(Row.Failed), "Loans of the latest snapshot that failed", typeof(LoanTape), (input, row) => new LoanTape.Input
                {
                    AsOf = new SnapshotDate(LastDay(input, row), LastDay(input, row)),
                    FailedRule = [row.Rule],
                    FailedFrom = new AsOf(row.Month is { } month && month > input.Period.From ? month : input.Period.From),
                    Portfolio = input.Portfolio,
                    Program = input.Program,
                    Vintage = input.Vintage,
                    Currency = input.Currency,
                }),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Pass rate by rule", "rules", nameof(Row.Rule), [new(nameof(Row.PassRate))])
        {
            Otherwise = new(ChartKind.Line, "Pass rate by rule and month", "rules", nameof(Row.Month), [new(nameof(Row.PassRate))]) { SplitBy = nameof(Row.Rule) },
        },
    ];

    private static DateOnly LastDay(Input input, Row row) =>
        row.Month is { } month && Dates.MonthEnd(month) < input.Period.To ? Dates.MonthEnd(month) : input.Period.To;

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters
    {
        [Parameter("Period", "Checks made on these days, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("By month", "Split each rule by month.")]
        public bool ByMonth { get; init; }

        [Parameter("Rule", "Only these rules.", Lookup = "compliance_rule")]
        public IReadOnlyList<string>? Rule { get; init; }

        [Parameter("Category", "Only rules of these categories.", Lookup = "compliance_category")]
        public IReadOnlyList<string>? Category { get; init; }
    }

    /// <summary>One row per rule and month.</summary>
    public sealed record Row
    {
        [Column("Month", "First day of the month; blank unless split by month.", Key = true, Format = Format.Month)]
        public DateOnly? Month { get; init; }

        [Column("Rule", "Code of the rule.", Key = true)]
        public string Rule { get; init; } = "";

        [Column("Rule name", "What the rule asks for.")]
        public string RuleName { get; init; } = "";

        [Column("Category", "Kind of rule.")]
        public string? Category { get; init; }

        [Column("Severity", "How grave a failure is.")]
        public string? Severity { get; init; }

        [Column("Checks", "Number of checks: passed + failed.", Total = Total.Sum)]
        public long Checks { get; init; }

        [Column("Passed", "Checks that were passed.", Total = Total.Sum)]
        public long Passed { get; init; }

        [Column("Failed", "Checks that were failed, waived ones included.", Total = Total.Sum)]
        public long Failed { get; init; }

        [Column("Of which waived", "Failures waived by the last day of the period; by month, by the last day of the month.", Total = Total.Sum)]
        public long Waived { get; init; }

        [Column("Open failures", "Failed − waived: those open at the end of the period; by month, at the end of the month.", Total = Total.Sum)]
        public long OpenFailures { get; init; }

        [Column("Pass rate", "Passed ÷ (passed + failed).", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Passed), Denominator = nameof(Checks))]
        public decimal? PassRate { get; init; }

        [Column("Pass rate before", "The same in the preceding period of equal length, or in the month before.", Format = Format.Share)]
        public decimal? PassRateBefore { get; init; }

        [Column("Change", "Pass rate − pass rate before; blank where either is.", Format = Format.Share)]
        public decimal? Change { get; init; }
    }
}
