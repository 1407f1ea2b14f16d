using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>Figures of one report against those of another, on the demo data: what the identities' own SQL cannot say of what is printed.</summary>
public sealed class BetweenReportsTests
{
    // The demo data ends with June 2025; the fiscal year begins in January.
    private static readonly (string, string)[] s_june = [("asOf", "2025-06-30")];
    private static readonly (string, string)[] s_halfYear = [("from", "2025-01-01"), ("to", "2025-06-30")];

    public static TheoryData<string, string, string> RollRates
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var months in new[] { "1", "12" })
            {
                foreach (var method in new[] { "pooled", "matrix_product" })
                {
                    all.Add(months, method, "false");
                    all.Add(months, method, "true");
                }
            }

            return all;
        }
    }

    // Each rate is rounded to 12 decimals, so a row of n rates is 1 to n halves of the last one.
    [Theory]
    [MemberData(nameof(RollRates))]
    public async Task Each_row_of_the_roll_rates_with_a_denominator_sums_to_100_percent(string months, string method, string split)
    {
        var rows = await TableAsync(
            "lending/delinquency-aging", "transitions", [.. s_june, ("rollMonths", months), ("rollMethod", method), ("splitOver120", split)]);

        var states = rows.Where(row => row.Number("from_loans") is not null).GroupBy(row => (row.Text("currency"), row.Text("from_state"))).ToList();
        Assert.True(states.Count > 5, $"{states.Count} rows");
        foreach (var state in states)
        {
            var before = state.First();
            Assert.All(["rate_loans", "rate_upb"], rate => Assert.InRange(
                state.Sum(row => row.Number(rate)!.Value), 1 - (state.Count() * 5e-13m), 1 + (state.Count() * 5e-13m)));
            if (method == "pooled")
            {
                Assert.Equal((state.Key, before.Number("from_upb")), (state.Key, state.Sum(row => row.Number("upb"))));
                Assert.Equal((state.Key, before.Number("from_loans")), (state.Key, state.Sum(row => row.Number("loans"))));
            }
        }
    }

    [Fact]
    public async Task Open_fees_are_the_trial_balances_fees_receivable()
    {
        var fees = await TableAsync("lending/fee-revenue", "fees", ("from", "2025-06-01"), ("to", "2025-06-30"));

        Assert.Equal(await BalancesAsync("fee_receivable"), Sums(fees, "outstanding"));
    }

    [Fact]
    public async Task Accrued_interest_of_owned_portfolios_is_the_trial_balances_interest_receivable()
    {
        var owned = await CodesAsync("select code from lending.portfolio where owned");
        var interest = await TableAsync("lending/interest-income", "roll-forward", ("from", "2025-06-01"), ("to", "2025-06-30"));

        Assert.Equal(await BalancesAsync("interest_receivable"), Sums(interest.Where(row => owned.Contains(row.Text("portfolio"))), "closing"));
    }

    [Fact]
    public async Task Principal_of_owned_portfolios_is_the_trial_balances_loans_receivable()
    {
        var owned = await CodesAsync("select code from lending.portfolio where owned");
        var summary = await TableAsync("lending/portfolio-summary", "portfolios", s_june);

        Assert.Equal(await BalancesAsync("loans_receivable"), Sums(summary.Where(row => owned.Contains(row.Text("portfolio"))), "upb"));
    }

    // An account with no line in the half year and nothing before it has no statement: its balance must be nothing.
    [Fact]
    public async Task Each_account_closes_in_the_trial_balance_as_its_statement_in_the_general_ledger()
    {
        var accounts = await TableAsync("lending/trial-balance", "accounts", s_june);
        Assert.True(accounts.Count > 10, $"{accounts.Count} accounts");

        foreach (var account in accounts)
        {
            var statement = await TableAsync(
                "lending/general-ledger", "lines", Last, [.. s_halfYear, ("account", account.Text("account_code")), ("currency", account.Text("currency"))]);
            var closing = statement.SingleOrDefault(row => row.Text("row_kind") == "Closing")?.Number("balance") ?? 0m;
            Assert.Equal((account.Text("account_code"), account.Number("closing")), (account.Text("account_code"), closing));
        }
    }

    [Fact]
    public async Task Flows_of_all_loans_with_those_of_none_are_the_portfolios()
    {
        var engine = await EveryReportTests.EngineAsync();
        var loans = await engine.PreviewAsync("lending/loan-profitability", "loans", s_june);
        var groups = await TableAsync("lending/portfolio-returns", "groups", s_june);

        foreach (var total in loans.Totals)
        {
            decimal Of(params string[] columns) => columns.Sum(column => total.Values[Place(loans, column)] ?? 0m);
            var mine = groups.Where(row => row.Text("currency") == total.Currency).ToList();
            var none = mine.Where(row => row.Text("name") == "(unallocated)").ToList();
            Assert.Equal(mine.Sum(row => row.Number("invested")), Of("invested") + none.Sum(row => row.Number("invested")));
            Assert.Equal(mine.Sum(row => row.Number("received")), Of("principal", "interest", "fees", "recoveries", "sales") + none.Sum(row => row.Number("received")));
            Assert.Equal(mine.Sum(row => row.Number("costs")), Of("costs") + none.Sum(row => row.Number("costs")));
        }
    }

    // Net payments of owned portfolios by part against the lines of the general ledger that came from payments.
    [Theory]
    [InlineData("net_principal", "loans_receivable", -1)]
    [InlineData("net_fees", "fee_receivable", -1)]
    [InlineData("net_amount", "cash", 1)]
    public async Task Net_payments_of_owned_portfolios_are_the_ledgers_lines_of_source_payment(string column, string control, int sign)
    {
        var engine = await EveryReportTests.EngineAsync();
        var owned = await CodesAsync("select code from lending.portfolio where owned");
        var totals = new Dictionary<string, decimal>();
        foreach (var portfolio in owned)
        {
            var preview = await engine.PreviewAsync("lending/payment-activity", null, [.. s_halfYear, ("every", "month"), ("portfolio", portfolio)]);
            foreach (var total in preview.Totals)
            {
                totals[total.Currency!] = totals.GetValueOrDefault(total.Currency!) + (total.Values[Place(preview, column)] ?? 0m);
            }
        }

        var db = await TestDatabase.SharedAsync(Template.Demo);
        foreach (var (currency, amount) in totals.Where(pair => pair.Value != 0))
        {
            Assert.Equal((currency, amount), (currency, sign * await db.ScalarAsync<decimal>(
                """
                select coalesce(sum(l.debit - l.credit), 0)
                from lending.journal_line l
                join lending.journal_entry e on e.id = l.entry_id
                join lending.gl_account a on a.id = l.account_id
                where e.source = 'payment' and e.posted_on between '2025-01-01' and '2025-06-30' and a.control = $1 and l.currency = $2
                """,
                control, currency)));
        }
    }

    private static SortBy Last { get; } = new("position", Descending: true);

    private static async Task<Dictionary<string, decimal>> BalancesAsync(string control)
    {
        var codes = await CodesAsync($"select code from lending.gl_account where control = '{control}'");
        var accounts = await TableAsync("lending/trial-balance", "accounts", s_june);
        var balances = Sums(accounts.Where(row => codes.Contains(row.Text("account_code"))), "closing");
        Assert.Contains(balances.Values, balance => balance != 0);
        return balances;
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(string sql)
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);
        return (await db.ScalarAsync<string[]>($"select array_agg(x.code) from ({sql}) x"))!;
    }

    private static Dictionary<string, decimal> Sums(IEnumerable<Row> rows, string column) =>
        rows.GroupBy(row => row.Text("currency")).ToDictionary(group => group.Key, group => group.Sum(row => row.Number(column) ?? 0m));

    private static Task<IReadOnlyList<Row>> TableAsync(string key, string section, params (string, string)[] parameters) =>
        TableAsync(key, section, null, parameters);

    private static async Task<IReadOnlyList<Row>> TableAsync(string key, string section, SortBy? sort, params (string, string)[] parameters)
    {
        var engine = await EveryReportTests.EngineAsync();
        var outcome = await engine.Runner.PreviewAsync(
            TestEngine.Everyone, TestEngine.Request(key, parameters), new PreviewRequest(section, sort, WithCharts: false), default);
        Assert.True(outcome.Ok, string.Join(" ", outcome.Problems.Select(problem => problem.Message)));
        Assert.True(sort is not null || outcome.Value.AllRows <= PreviewRequest.MaxTake, $"{outcome.Value.AllRows} rows are more than a page");
        return [.. outcome.Value.Rows.Select(row => new Row(outcome.Value, row.Cells))];
    }

    private static int Place(ReportPreview preview, string column) => preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);

    private sealed record Row(ReportPreview Preview, IReadOnlyList<object?> Cells)
    {
        public string Text(string column) => Cells[Place(Preview, column)] as string ?? "";

        public decimal? Number(string column) => Cells[Place(Preview, column)] switch
        {
            decimal number => number,
            long whole => whole,
            _ => null,
        };
    }
}
