using System.Globalization;
using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Returns;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Pooled returns of portfolios, programs or vintages, before and after costs.</summary>
public sealed partial class PortfolioReturns() : SnapshotReport<PortfolioReturns.Input>(new ReportMeta
{
    Key = "lending/portfolio-returns",
    Title = "Portfolio returns",
    Question = "What return did each portfolio earn on the money invested, before and after costs?",
    Description =
        "Cash flows of loans pooled by portfolio, program or vintage: invested, distributed, still held, with IRR, MOIC, DPI and RVPI gross "
        + "and net of costs; costs that belong to no loan in a row of their own; and all of it together.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan_cash_flow", "lending.payment", "lending.recovery", "lending.loan_month", "lending.loan", "lending.program"],
    Owner = "Finance",
    Synonyms = ["IRR", "XIRR", "MOIC", "DPI", "RVPI", "TVPI", "fund performance", "yield"],
    Presets =
    [
        new Preset("by-program", "By program", new Dictionary<string, string> { ["by"] = "program" }),
        new Preset("by-vintage", "By vintage", new Dictionary<string, string> { ["by"] = "vintage" }),
    ],
    Conventions =
    [
        .. ReturnConventions.All,
        "Gross: before costs. Net: after the costs of the loans; in the pool also after those that belong to no loan.",
    ],
})
{
    private const string Unallocated = "(unallocated)";

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Constants { get; } = ReturnConventions.FlowsOf("portfolios");

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("groups", "Returns", "one row per portfolio, program or vintage and currency")
        {
            Controls = [nameof(Row.Invested), nameof(Row.Received), nameof(Row.Costs), nameof(Row.Residual)],
            Rows = GroupsAsync,
            Drills = [new(nameof(Row.Invested), "Loans behind this row", typeof(LoanProfitability), LoansOf)],
        },
        new Section<Input, Row>("pool", "All together", "one row per currency") { Rows = PoolAsync },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new(ReturnConventions.FlowsKey, ReturnConventions.Flows)
        {
            WhenEmpty = ReturnConventions.NoFlows,
            Own = _ => new("groups", new(nameof(Row.Invested), "invested"), new(nameof(Row.Received), "received"), new(nameof(Row.Costs), "costs")),
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "IRR before and after costs", "groups", nameof(Row.Name), [new(nameof(Row.GrossIrr)), new(nameof(Row.NetIrr))]),
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct) =>
        base.ResolveAsync(context, input with { DayCount = input.DayCount ?? ReturnConventions.DayCountOf(context.Conventions) }, ct);

    // What belongs to no loan, program or year has no loans to show.
    private static LoanProfitability.Input? LoansOf(Input input, Row row) =>
        row.Name.StartsWith('(') ? null : new LoanProfitability.Input
        {
            AsOf = input.AsOf,
            DayCount = input.DayCount,
            Portfolio = input.By == Grouping.Portfolio ? [row.Name] : input.Portfolio,
            Program = input.By == Grouping.Program ? [row.Name] : input.Program,
            Vintage = input.By == Grouping.Vintage ? [int.Parse(row.Name, CultureInfo.InvariantCulture)] : input.Vintage,
            Currency = [row.Currency],
        };

    private static async IAsyncEnumerable<Row> GroupsAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var group in await snapshot.QueryOnceAsync<PoolFlows>("PortfolioReturns.flows", input, ct))
        {
            yield return Row.Of(group, input);
        }
    }

    private static async IAsyncEnumerable<Row> PoolAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        var groups = await snapshot.QueryOnceAsync<PoolFlows>("PortfolioReturns.flows", input, ct);
        foreach (var currency in groups.GroupBy(group => group.Currency).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row.Of(PoolFlows.Together("All", [.. currency]), input);
        }
    }

    /// <summary>What stands in a row.</summary>
    public enum Grouping
    {
        /// <summary>A portfolio, as loans are in it today.</summary>
        Portfolio,

        /// <summary>A loan program.</summary>
        Program,

        /// <summary>A year of origination.</summary>
        Vintage,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters, ISnapshotInput<Input>
    {
        [Parameter("As of", "Flows through, and loans still held at, the latest complete month-end snapshot on or before this day.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("By", "One row per portfolio, program or vintage.")]
        public Grouping By { get; init; }

        [Parameter("Years counted by", "How the years between cash flows are counted; left empty, as the setting Conventions:ReturnDayCount says: actual days ÷ 365, as XIRR does, unless set otherwise.", Advanced = true, NotInSql = true)]
        public DayCountRule? DayCount { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };
    }
}
