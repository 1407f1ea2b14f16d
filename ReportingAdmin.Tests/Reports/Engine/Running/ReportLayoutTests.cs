using System.Text;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

public sealed class ReportLayoutTests
{
    private const string Key = "escrow/monthly-deposits";

    [Fact]
    public async Task A_file_has_the_columns_and_the_order_asked_for_and_says_so()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new EscrowSeed(db);
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2026-08-10");
        await seed.LedgerAsync("E1 C1 2026-09-05 deposit 100.00", "E2 C1 2026-10-05 deposit 900.00");
        var engine = new TestEngine(db);
        var request = TestEngine.Request(Key, ("from", "2026-09-01"), ("to", "2026-10-31")) with { Layout = new ReportLayout("gross,month", "-gross", "Largest first") };

        var csv = await engine.WriteAsync(TestEngine.Everyone, request, new CsvReportWriter(), new OutputOptions { Bom = false });
        var json = await engine.WriteAsync(TestEngine.Everyone, request, new JsonReportWriter());

        // The currency comes along: an amount never stands without it.
        Assert.Equal("currency,gross,month\r\nUSD,900.00,2026-10-01\r\nUSD,100.00,2026-09-01\r\n", Encoding.UTF8.GetString(csv.Bytes));
        Assert.Equal(
            ["view: Largest first", "columns: Currency, Gross, Month (3 of 11)", "sort: Gross, greatest first"],
            json.Written.Header.Parameters.TakeLast(3).Select(parameter => $"{parameter.Name}: {parameter.Resolved}"));
        Assert.Contains("Largest first", Encoding.UTF8.GetString(json.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_the_columns_asked_for_and_totals_of_all_rows()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new EscrowSeed(db);
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2026-08-10");
        await seed.LedgerAsync("E1 C1 2026-10-05 deposit 900.00");
        var request = TestEngine.Request(Key, ("from", "2026-10-01"), ("to", "2026-10-31")) with { Layout = new ReportLayout("month,gross") };

        var preview = (await new TestEngine(db).Runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(), default)).Value!;

        Assert.Equal(["month", "currency", "gross"], preview.Section.Shown.Select(shown => shown.Column.Name));
        Assert.Equal(["2026-10-01 | USD | 900.00"], TestEngine.Lines(preview));
        Assert.Equal(900.00m, Assert.Single(preview.Totals).Values[2]);
    }

    [Fact]
    public async Task A_column_that_the_caller_may_not_see_stays_away_and_a_masked_one_is_not_sorted_by()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var caller = TestEngine.Caller(RowScope.All, Permissions.EscrowRead, Permissions.EscrowFinance);
        var engine = new TestEngine(db);
        var finance = TestEngine.Request("escrow/active-as-of") with { Layout = new ReportLayout("case_number,balance") };
        var masked = TestEngine.Request("escrow/payee-transactions") with { Layout = new ReportLayout("entry_number,person_name", "person_name") };

        var without = await engine.Runner.PrepareAsync(TestEngine.Caller(RowScope.All, Permissions.EscrowRead), finance, default);
        var refused = await engine.Runner.PrepareAsync(caller, masked, default);

        Assert.DoesNotContain(without.Value!.Sections[0].Shown, shown => shown.Column.Name == "balance");
        Assert.Equal(("unknown_column", "sort"), (refused.FirstProblem.Code, refused.FirstProblem.Field));
    }

    [Theory]
    [InlineData("nothing", null, "unknown_column", "columns")]
    [InlineData("month;nowhere:month", null, "unknown_section", "columns")]
    [InlineData("month;month", null, "given_twice", "columns")]
    [InlineData("month\"; drop table app.run", null, "unknown_column", "columns")]
    [InlineData(null, "gross;--", "unknown_column", "sort")]
    [InlineData(null, "months:-nothing", "unknown_column", "sort")]
    [InlineData(null, "elsewhere:gross", "unknown_section", "sort")]
    public void What_the_report_does_not_have_is_refused(string? columns, string? sort, string code, string field)
    {
        var bound = LayoutBinder.Bind(TestEngine.Catalog.Find("escrow/monthly-balance")!, new ReportLayout(columns, sort));

        Assert.Contains(bound.Problems, problem => (problem.Code, problem.Field) == (code, field));
    }

    [Fact]
    public void Each_section_has_its_own_columns_and_the_text_comes_back_the_same()
    {
        var report = TestEngine.Catalog.Find("escrow/financial-stats")!;
        const string Text = "figure,value;counts:figure,unit";

        var bound = LayoutBinder.Bind(report, new ReportLayout(Text, "counts:-value")).Value!;

        Assert.Equal(["figure", "unit"], bound.Columns["counts"]);
        Assert.True(bound.Sorts["counts"].Descending);
        Assert.Equal(Text, LayoutBinder.Text(report, bound.Columns));
        Assert.Equal("counts:-value", LayoutBinder.SortText(report, "counts", bound.Sorts["counts"]));
        Assert.Null(LayoutBinder.Text(report, new Dictionary<string, IReadOnlyList<string>> { ["counts"] = [.. report.Sections[1].Columns.Select(column => column.Name)] }));
    }
}
