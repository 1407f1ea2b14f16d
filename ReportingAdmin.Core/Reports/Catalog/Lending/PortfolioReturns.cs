using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

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
    Conventions =
    [
        .. ReturnConventions.All,
        "Gross: before costs. Net: after the costs of the loans; in the pool also after those that belong to no loan.",
    ],
})
{
    private const string Unallocated = "(unallocated)";

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("groups", "Returns", "one row per portfolio, program or vintage and currency")
        {
            Controls = [nameof(Row.Invested), nameof(Row.Received), nameof(Row.Costs), nameof(Row.Residual)],
            Rows = GroupsAsync,
        },
        new Section<Input, Row>("pool", "All together", "one row per currency") { Rows = PoolAsync },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } = [new(ReturnConventions.FlowsKey, ReturnConventions.Flows) { WhenEmpty = ReturnConventions.NoFlows }];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "IRR before and after costs", "groups", nameof(Row.Name), [new(nameof(Row.GrossIrr)), new(nameof(Row.NetIrr))]),
    ];

    private static async IAsyncEnumerable<Row> GroupsAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var group in await snapshot.QueryOnceAsync<PoolFlows>("PortfolioReturns.flows", input, ct))
        {
            yield return Row.Of(group, input.AsOf.MonthEnd);
        }
    }

    private static async IAsyncEnumerable<Row> PoolAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        var groups = await snapshot.QueryOnceAsync<PoolFlows>("PortfolioReturns.flows", input, ct);
        foreach (var currency in groups.GroupBy(group => group.Currency).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Row.Of(PoolFlows.Together("All", [.. currency]), input.AsOf.MonthEnd);
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

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };
    }
}
