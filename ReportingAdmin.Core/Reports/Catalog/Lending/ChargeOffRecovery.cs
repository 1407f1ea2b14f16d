using System.ComponentModel;
using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Losses month by month: charged off, recovered, net, and the net charge-off rate.</summary>
public sealed partial class ChargeOffRecovery() : MonthlyReport<ChargeOffRecovery.Input>(new ReportMeta
{
    Key = "lending/charge-off-recovery",
    Title = "Charge-offs and recoveries",
    Question = "How much principal was lost, how much came back, and what share of the loans is that?",
    Description =
        "Principal charged off and cash recovered by month (and portfolio or vintage), the net charge-off rate per month and for the "
        + "whole period, and for each month's charge-offs how much of them has been recovered.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.charge_off", "lending.recovery", "lending.loan_month", "lending.loan"],
    Owner = "Finance",
    Synonyms = ["losses", "write off", "write-offs", "NCO", "net charge-off rate", "recovery rate", "allowance"],
    Presets =
    [
        new Preset("last-quarter", "Last quarter", new Dictionary<string, string> { ["period"] = "last-quarter" }),
        new Preset("by-portfolio", "By portfolio, last quarter", new Dictionary<string, string> { ["period"] = "last-quarter", ["byPortfolio"] = "true" }),
        new Preset("by-vintage", "By vintage, last 12 months", new Dictionary<string, string> { ["period"] = "last-12-months", ["byVintage"] = "true" }),
    ],
    Conventions =
    [
        "Whole months: every month that the period touches.",
        "Gross charge-off: principal by charge-off date, write-offs included; a reversal is taken off in the month of its own date. Reversed interest stands apart. The identity with the allowance takes charge-offs by the day they were posted, as the ledger does: one dated in a month and posted in the next stands in both, each in its own; and those of loans that were owned on that day, by the snapshots around it.",
        "Recovery: cash received on charged-off loans by posting date, before its cost. Net = gross − recoveries, and may be negative.",
        "Net charge-off rate: net ÷ average loans, made yearly by months (× 12 ÷ months) or by days (× 365 ÷ days); average loans = mean of the months' (opening + closing principal) ÷ 2, or of the period's first and last balance. Which, stands among the parameters. Blank where a month-end that it needs is not loaded.",
        "A loss is of the portfolio in whose balance the loan was: that of its last snapshot before the day of the charge-off or recovery, as average loans are of snapshots; of a loan not seen before, that of its first snapshot since, and of one never seen, today's; a reversal is of the portfolio of what it takes back. Where the loan went later moves no loss of a month that is over. Who may see some portfolios alone sees the losses of loans that are in them today.",
        "Recovery rate: recoveries through the last day of the period ÷ gross charge-offs of the month.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, MonthRow>("months", "By month", "one row per month, currency and, if asked for, portfolio and vintage")
        {
            Drills =
            [
                new(nameof(MonthRow.OpeningUpb), "Loans at the month-end before", typeof(LoanTape), (input, row) => Loans(input, row, row.Month.AddDays(-1))),
                new(nameof(MonthRow.ClosingUpb), "Loans at the month-end", typeof(LoanTape), (input, row) => Loans(input, row, Dates.MonthEnd(row.Month))),
            ],
            Controls = [nameof(MonthRow.ChargeOffs), nameof(MonthRow.GrossChargeOffs), nameof(MonthRow.WriteOffs), nameof(MonthRow.Recoveries), nameof(MonthRow.NetChargeOffs)],
        },
        new Section<Input, PeriodRow>("period", "Whole period", "one row per currency and, if asked for, portfolio and vintage") { Rows = PeriodAsync },
        new Section<Input, CohortRow>("cohorts", "Recovered of each month's charge-offs", "one row per month of charge-off and currency"),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("AllowanceMovement", "Opening allowance + provision − gross charge-offs + recoveries = closing allowance, month by month of posting",
            input => LedgerReasons.WhyNot("The ledger's allowance", input))
        {
            UnrestrictedOnly = true,
            WhenEmpty = "There are no owned loans, or no ledger account is marked as allowance.",
            Own = _ => new("months", new(nameof(MonthRow.GrossChargeOffs), Minus: true), new(nameof(MonthRow.Recoveries))) { Place = nameof(MonthRow.Month) },
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Charge-offs and recoveries", "months", nameof(MonthRow.Month),
            [new(nameof(MonthRow.GrossChargeOffs)), new(nameof(MonthRow.Recoveries)), new(nameof(MonthRow.NetChargeOffs), ChartKind.Line)]),
        new(ChartKind.Bar, "Recovery rate by month of charge-off", "cohorts", nameof(CohortRow.Month), [new(nameof(CohortRow.RecoveryRate))]),
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        base.ResolveAsync(
            context,
            input with
            {
                RatesBy = input.RatesBy ?? Enum.Parse<YearlyBy>(context.Conventions.ChargeOffRatesBy, ignoreCase: true),
                AverageLoans = input.AverageLoans ?? Enum.Parse<LoanAverage>(context.Conventions.AverageLoans, ignoreCase: true),
            },
            ct);

    // A row of loans without a year of origination has no parameter that asks for them.
    private static LoanTape.Input? Loans(Input input, MonthRow row, DateOnly monthEnd) => input.ByVintage && row.Vintage is null ? null : new LoanTape.Input
    {
        AsOf = new SnapshotDate(monthEnd, monthEnd),
        Portfolio = input.ByPortfolio ? [row.Portfolio] : input.Portfolio,
        Program = input.Program,
        Vintage = input.ByVintage ? [(int)row.Vintage!.Value] : input.Vintage,
        Currency = [row.Currency],
        IncludeExits = false,
    };

    private static async IAsyncEnumerable<PeriodRow> PeriodAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        var months = await snapshot.QueryAsync<MonthRow>("ChargeOffRecovery.months", input, ct).ToListAsync(ct);
        foreach (var group in months.GroupBy(row => (row.Currency, row.Portfolio, row.Vintage)))
        {
            yield return PeriodRow.Of([.. group], input);
        }
    }

    /// <summary>How the rate of some months becomes a yearly one.</summary>
    public enum YearlyBy
    {
        /// <summary>× 12 ÷ months.</summary>
        [Description("Months (× 12 ÷ months)")]
        Months,

        /// <summary>× 365 ÷ days.</summary>
        [Description("Days (× 365 ÷ days)")]
        Days,
    }

    /// <summary>The denominator of the rate of a period.</summary>
    public enum LoanAverage
    {
        /// <summary>The mean of the months' (opening + closing) ÷ 2.</summary>
        [Description("Mean of all months")]
        Months,

        /// <summary>(Opening of the first month + closing of the last) ÷ 2.</summary>
        [Description("First and last balance")]
        Ends,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters, IMonthlyInput<Input>
    {
        [Parameter("Period", "Losses of these months, both included.", Default = "last-12-months")]
        public Period Period { get; init; }

        [Parameter("By portfolio", "Split each month by portfolio.")]
        public bool ByPortfolio { get; init; }

        [Parameter("By vintage", "Split each month by year of origination.")]
        public bool ByVintage { get; init; }

        [Parameter("Rates made yearly by", "How the rate of some months becomes a yearly one; left empty, as the setting Conventions:ChargeOffRatesBy says.", Advanced = true)]
        public YearlyBy? RatesBy { get; init; }

        [Parameter("Average loans", "The denominator of the whole period's rate; left empty, as the setting Conventions:AverageLoans says.", Advanced = true, NotInSql = true)]
        public LoanAverage? AverageLoans { get; init; }

        /// <inheritdoc />
        public Input During(Period period) => this with { Period = period };
    }
}
