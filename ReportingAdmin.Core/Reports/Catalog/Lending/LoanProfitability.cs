using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Returns;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>What each loan cost, brought in and is still worth, with its rate of return.</summary>
public sealed partial class LoanProfitability() : SnapshotReport<LoanProfitability.Input>(new ReportMeta
{
    Key = "lending/loan-profitability",
    Title = "Loan profitability",
    Question = "What did each loan earn on the money that went into it?",
    Description =
        "One row per loan with a cash flow by the month-end: invested, received by component, costs, losses, what is still held, and "
        + "rate and multiple of return net of the loan's own costs.",
    Permission = Permissions.LendingLoan,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan_cash_flow", "lending.payment", "lending.recovery", "lending.charge_off", "lending.loan_month", "lending.loan"],
    Owner = "Finance",
    Sensitivity = Sensitivity.Confidential,
    Synonyms = ["IRR", "XIRR", "MOIC", "yield", "return", "loan level returns"],
    Presets =
    [
        new Preset("quarter-end", "At the last quarter-end", new Dictionary<string, string> { ["asOf"] = "last-quarter-end" }),
    ],
    Conventions = ReturnConventions.All,
})
{
    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Constants { get; } = ReturnConventions.FlowsOf("loans");

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("loans", "Loans", "one row per loan")
        {
            Controls =
            [
                nameof(Row.Invested), nameof(Row.Principal), nameof(Row.Interest), nameof(Row.Fees), nameof(Row.Recoveries), nameof(Row.Sales),
                nameof(Row.Costs), nameof(Row.Residual),
            ],
            Rows = RowsAsync,
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new(ReturnConventions.FlowsKey, ReturnConventions.Flows)
        {
            WhenEmpty = ReturnConventions.NoFlows,
            Own = _ => new(
                "loans",
                new(nameof(Row.Invested), "invested"),
                new(nameof(Row.Principal), "received"),
                new(nameof(Row.Interest), "received"),
                new(nameof(Row.Fees), "received"),
                new(nameof(Row.Recoveries), "received"),
                new(nameof(Row.Sales), "received"),
                new(nameof(Row.Costs), "costs")),
        },
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        base.ResolveAsync(context, input with { DayCount = input.DayCount ?? ReturnConventions.DayCountOf(context.Conventions) }, ct);

    private static async IAsyncEnumerable<Row> RowsAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var loan in snapshot.QueryAsync<LoanFlows>("LoanProfitability.flows", input, ct))
        {
            yield return Row.Of(loan, input);
        }
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters, ISnapshotInput<Input>
    {
        [Parameter("As of", "Flows through, and loans still held at, the latest complete month-end snapshot on or before this day.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Years counted by", "How the years between cash flows are counted; left empty, as the setting Conventions:ReturnDayCount says: actual days ÷ 365, as XIRR does, unless set otherwise.", Advanced = true, NotInSql = true)]
        public DayCountRule? DayCount { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };
    }

    /// <summary>What <c>LoanProfitability.flows.sql</c> gives.</summary>
    internal sealed record LoanFlows
    {
        public string LoanNumber { get; init; } = "";

        public string Portfolio { get; init; } = "";

        public string? Program { get; init; }

        public long? Vintage { get; init; }

        public string Currency { get; init; } = "";

        public decimal Invested { get; init; }

        public decimal Principal { get; init; }

        public decimal Interest { get; init; }

        public decimal Fees { get; init; }

        public decimal Recoveries { get; init; }

        public decimal Sales { get; init; }

        public decimal Costs { get; init; }

        public decimal Losses { get; init; }

        public decimal Residual { get; init; }

        public int[]? Days { get; init; }

        public double[]? Amounts { get; init; }
    }
}
