using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>Every report where there is nothing, before everything, on a leap day, and with amounts at the limits of their type.</summary>
public sealed class EveryEdgeTests(EdgeDatabases databases) : IClassFixture<EdgeDatabases>
{
    private static readonly decimal s_greatest = decimal.Parse(EdgeDatabases.Greatest, CultureInfo.InvariantCulture);

    // What stands there in place of the greatest amount.
    private static readonly Dictionary<string, decimal> s_others = new(StringComparer.Ordinal)
    {
        ["escrow/funds-at-close"] = s_greatest - 0.01m, // less what was charged on the last day
        ["escrow/corporate-card-agencies"] = 0.01m, // the card paid a cent
    };

    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Select(report => report.Meta.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task On_empty_tables_all_figures_are_nothing_or_the_answer_says_what_is_missing(string key) =>
        await NothingAsync(new TestEngine(await databases.EmptyAsync()), key, []);

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Before_everything_all_figures_are_nothing_or_the_answer_says_what_is_missing(string key) =>
        await NothingAsync(await EveryReportTests.EngineAsync(), key, Over(key, "1901-01-01", "1901-01-31"));

    // By value each report has its own leap day where days are counted.
    [Theory]
    [MemberData(nameof(Keys))]
    public async Task On_a_leap_day_there_is_an_answer(string key) =>
        Assert.NotEmpty(await AnswersAsync(await EveryReportTests.EngineAsync(), key, Over(key, "2024-02-29", "2024-02-29")));

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_greatest_amounts_that_can_be_stored_are_shown_and_written_to_the_cent(string key)
    {
        var engine = new TestEngine(await databases.GreatestAsync(), "2026-11-05");

        var answers = await AnswersAsync(engine, key, Over(key, "2026-09-01", "2026-10-31"));

        Assert.NotEmpty(answers);
        var amounts = answers.SelectMany(Money).ToList();
        Assert.All(amounts, amount => Assert.True(Math.Abs(amount) <= s_greatest && decimal.Round(amount, 2) == amount, $"{amount}"));
        if (TestEngine.Catalog.Find(key)!.Sections.Any(section => section.Columns.Any(column => column.Spec.Format == Format.Money)))
        {
            Assert.Contains(s_others.GetValueOrDefault(key, s_greatest), amounts.Select(Math.Abs));
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Sums_of_the_greatest_amounts_are_shown_and_written(string key) =>
        Assert.NotEmpty(await AnswersAsync(new TestEngine(await databases.TwiceAsync(), "2026-11-05"), key, Over(key, "2026-09-01", "2026-10-31")));

    // Twice 9,999,999,999,999,999.99.
    [Theory]
    [InlineData("escrow/monthly-deposits", "months", "gross net")]
    [InlineData("escrow/monthly-deductions", "months", "net")]
    [InlineData("escrow/monthly-debits", "months", "net")]
    [InlineData("escrow/monthly-balance", "months", "inflow outflow closing")]
    [InlineData("escrow/monthly-inflow-outflow", "months", "deposits disbursements balance")]
    [InlineData("escrow/case-monthly-balance", "months", "inflow outflow closing")]
    [InlineData("escrow/state-monthly-balance", "months", "inflow closing")]
    [InlineData("escrow/incoming-deposits", "months", "net cumulative")]
    [InlineData("escrow/outgoing-disbursements", "months", "net cumulative")]
    [InlineData("escrow/financial-stats", "amounts", "value")]
    [InlineData("escrow/sales", "sales", "net_deposits cohort_deposits average_case_value")]
    [InlineData("escrow/sales-by-agency", "sales", "net_deposits cohort_deposits")]
    [InlineData("escrow/vendor-transactions", "vendors", "disbursements net_paid")]
    [InlineData("escrow/starting-funds", "cases", "received")]
    [InlineData("escrow/deposits-at-contract", "cases", "net_deposits")]
    [InlineData("escrow/case-averages", "types", "mean_deposits median_deposits")]
    [InlineData("escrow/monthly-allowance-trend", "months", "amount")]
    [InlineData("escrow/requests-by-agency", "agencies", "amount")]
    [InlineData("escrow/requests-by-staff", "teams", "amount")]
    [InlineData("lending/trial-balance", "accounts", "debits credits closing")]
    [InlineData("lending/trial-balance", "proof", "debits credits")]
    [InlineData("lending/general-ledger", "lines", "balance")]
    [InlineData("lending/payment-activity", "activity", "received_amount principal")]
    [InlineData("lending/portfolio-summary", "portfolios", "upb")]
    [InlineData("lending/delinquency-aging", "buckets", "upb past_due_amount")]
    [InlineData("lending/interest-income", "roll-forward", "earned")]
    [InlineData("lending/fee-revenue", "fees", "assessed")]
    [InlineData("lending/charge-off-recovery", "months", "gross_charge_offs")]
    [InlineData("lending/charge-off-recovery", "period", "gross_charge_offs")]
    [InlineData("lending/collection-performance", "collectors", "promised")]
    [InlineData("lending/portfolio-returns", "groups", "invested")]
    public async Task Two_of_the_greatest_amounts_come_to_twice_as_much(string key, string section, string columns)
    {
        var engine = new TestEngine(await databases.TwiceAsync(), "2026-11-05");

        var preview = await engine.PreviewAsync(key, section, Over(key, "2026-09-01", "2026-10-31"));

        Assert.All(columns.Split(' '), column =>
        {
            var i = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);
            Assert.Contains("19999999999999999.98", preview.Rows.Select(row => Convert.ToString(row.Cells[i], CultureInfo.InvariantCulture)!.TrimStart('-')));
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_rate_of_a_great_amount_over_one_cent_is_shown_and_written(string key) =>
        Assert.NotEmpty(await AnswersAsync(new TestEngine(await databases.UnevenAsync(), "2026-11-05"), key, Over(key, "2026-09-01", "2026-10-31")));

    // 0.01 in September and 99,999,999,999.99 in October: deposited; lent and paid back, as much being still owed; lost and recovered.
    [Theory]
    [InlineData("escrow/financial-stats", "amounts", "change_share", "9999999999998.000000000")]
    [InlineData("lending/charge-off-recovery", "cohorts", "recovery_rate", "9999999999999.000000000000")]
    [InlineData("lending/portfolio-returns", "groups", "gross_moic", "19999999999998.0000000000")]
    [InlineData("lending/loan-profitability", "loans", "moic", "19999999999998.0000000000")]
    public async Task Such_a_rate_is_exact(string key, string section, string column, string rate)
    {
        var engine = new TestEngine(await databases.UnevenAsync(), "2026-11-05");

        var preview = await engine.PreviewAsync(key, section, Over(key, "2026-10-01", "2026-10-31"));

        var i = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);
        Assert.Contains(rate, preview.Rows.Select(row => Convert.ToString(row.Cells[i], CultureInfo.InvariantCulture)));
    }

    // 9,999,999,999,999,999.99 over a cent is 999,999,999,999,999,999, of which twelve decimals are more than can be read.
    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_rate_of_the_greatest_amount_over_one_cent_is_shown_and_written(string key) =>
        Assert.NotEmpty(await AnswersAsync(new TestEngine(await databases.UtmostAsync(), "2026-11-05"), key, Over(key, "2026-09-01", "2026-10-31")));

    // Net charge-off of the month: 12 × (0.01 − the greatest), over the mean of 0.01 and nothing.
    [Theory]
    [InlineData("escrow/financial-stats", "amounts", "change_share", "999999999999999998.000000000")]
    [InlineData("lending/charge-off-recovery", "cohorts", "recovery_rate", "999999999999999999.00")]
    [InlineData("lending/charge-off-recovery", "months", "net_charge_off_rate", "-23999999999999999952.00")]
    [InlineData("lending/fee-revenue", "fees", "waiver_rate", "999999999999999999.00")]
    [InlineData("lending/delinquency-aging", "trend", "net_flow_rate", "999999999999999999.00")]
    public async Task The_greatest_rate_is_exact(string key, string section, string column, string rate)
    {
        var engine = new TestEngine(await databases.UtmostAsync(), "2026-11-05");
        // A trend of twelve months is more than the first page.
        (string, string)[] parameters = [.. Over(key, "2026-10-01", "2026-10-31"), .. section == "trend" ? [("trendMonths", "1")] : Array.Empty<(string, string)>()];

        var preview = await engine.PreviewAsync(key, section, parameters);

        var i = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);
        Assert.Contains(rate, preview.Rows.Select(row => Convert.ToString(row.Cells[i], CultureInfo.InvariantCulture)));
    }

    /// <summary>The amounts of a preview's rows.</summary>
    internal static IEnumerable<decimal> Money(ReportPreview preview) =>
        Cells(preview, column => column.Spec.Format == Format.Money).OfType<decimal>();

    /// <summary>Each section as a preview, and the whole as a file, whose control figures must agree; fewer where a snapshot is missing.</summary>
    internal static async Task<IReadOnlyList<ReportPreview>> AnswersAsync(TestEngine engine, string key, (string, string)[] parameters)
    {
        var request = TestEngine.Request(key, parameters);
        var previews = new List<ReportPreview>();
        foreach (var section in TestEngine.Catalog.Find(key)!.Sections)
        {
            var outcome = await engine.Runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(section.Name), default);
            if (!outcome.Ok)
            {
                Assert.Equal("no_snapshot", Assert.Single(outcome.Problems).Code);
                return previews;
            }

            previews.Add(outcome.Value);
        }

        await engine.WriteAsync(TestEngine.Everyone, request, new JsonReportWriter());
        return previews;
    }

    /// <summary>Every day and period that the report asks for.</summary>
    internal static (string, string)[] Over(string key, string from, string to) =>
    [
        .. TestEngine.Catalog.Find(key)!.Parameters.SelectMany(parameter => parameter.Type switch
        {
            ParameterType.Period => new[] { ("from", from), ("to", to) },
            ParameterType.AsOf or ParameterType.Snapshot when !parameter.IsOptional => [(parameter.Name, to)],
            _ => [],
        }),
    ];

    private static IEnumerable<object?> Cells(ReportPreview preview, Func<Column, bool> wanted) =>
        preview.Section.Shown
            .Select((shown, i) => (shown.Column, i))
            .Where(one => wanted(one.Column))
            .SelectMany(one => preview.Rows.Select(row => row.Cells[one.i]));

    private static async Task NothingAsync(TestEngine engine, string key, (string, string)[] parameters)
    {
        foreach (var preview in await AnswersAsync(engine, key, parameters))
        {
            Assert.All(preview.Totals.SelectMany(total => total.Values), value => Assert.Equal(0m, value ?? 0));
            Assert.All(Money(preview), amount => Assert.Equal(0m, amount));
            Assert.All(
                Cells(preview, column => column is { Kind: Kind.Integer, Spec.Key: false } && column.Name != "months"), // of the period asked for
                count => Assert.Equal(0m, Convert.ToDecimal(count ?? 0, CultureInfo.InvariantCulture)));
        }
    }
}
