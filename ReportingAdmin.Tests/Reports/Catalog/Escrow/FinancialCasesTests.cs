using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cases and requests that financial statistics count, against the case file and the histories read in another way.</summary>
public sealed class FinancialCasesTests(EscrowFixture fixture) : EscrowReportTest("escrow/financial-stats", fixture)
{
    private static readonly (string, string)[] s_march = [("from", "2026-03-01"), ("to", "2026-03-31")];

    protected override Task SeedAsync(EscrowSeed seed) => seed.RequestsAsync();

    [Theory]
    [InlineData("2026-03-01", "2026-03-31")]
    [InlineData("2026-03-05", "2026-03-05")]
    [InlineData("2026-02-15", "2026-02-20")]
    [InlineData("2026-01-01", "2026-01-31")]
    [InlineData("2026-02-05", "2026-02-05")]
    [InlineData("2025-02-01", "2025-03-01")]
    [InlineData("2020-01-01", "2020-01-31")]
    public async Task Counts_of_any_days_agree(string from, string to)
    {
        Assert.All(await Engine.TieOutsAsync("escrow/financial-stats", ("from", from), ("to", to)), result => Assert.Equal(TieOutState.Green, result.State));
        Assert.All(
            await Engine.TieOutsAsync("escrow/financial-stats", ("from", from), ("to", to), ("includeCancelled", "true"), ("agency", "SE"), ("currency", "USD"), ("state", "ID")),
            result => Assert.Equal(TieOutState.Green, result.State));
    }

    // Opened A5; closed A3 and A5; open A2 and A6; pending R4 and R5, of which nothing is recorded.
    [Theory]
    [Breaks("FinancialCases", Harm.All)]
    [Breaks("RequestsPending", Harm.All)]
    [InlineData("FinancialCases", "Cases opened, this period", "Case file and last statuses 1", Harm.Cent, "1.01")]
    [InlineData("FinancialCases", "Cases closed, this period", "Case file and last statuses 2", Harm.Missing, "0")]
    [InlineData("FinancialCases", "Cases open, this period", "Case file and last statuses 2", Harm.Doubled, "4")]
    [InlineData("RequestsPending", "Requests pending, this period", "Requests and their histories 2", Harm.Cent, "2.01")]
    [InlineData("RequestsPending", "Requests pending, this period", "Requests and their histories 2", Harm.Missing, "0")]
    [InlineData("RequestsPending", "Requests pending, this period", "Requests and their histories 2", Harm.Doubled, "4")]
    public async Task A_count_that_the_report_prints_wrong_is_red_in_its_figure(string identity, string figure, string side, Harm harm, string printed)
    {
        var found = Assert.Single((await Engine.FalsifiedAsync("escrow/financial-stats", identity, figure, harm, s_march)).Differences);

        Assert.Equal(
            (figure, $"{side}, This report {printed}"),
            (found.Place, string.Join(", ", found.Sides.Select(one => FormattableString.Invariant($"{one.Source} {one.Amount}")))));
    }

    // A case that is not among those counted, or twice, is found in what it was.
    [Theory]
    [InlineData("update escrow.case_group set cancelled = true where case_id = (select id from escrow.escrow_case where case_number = 'A5')", "Cases closed, this period", "Cases opened, this period")]
    [InlineData("delete from escrow.case_group where case_id = (select id from escrow.escrow_case where case_number = 'A2')", "Cases open, period before", "Cases open, this period", "Cases closed, period before")]
    public async Task A_case_that_one_side_has_not_is_found(string sql, params string[] figures)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var result = await TieOutAsync("FinancialCases", s_march);
        Assert.Equal(figures.Order(), result.Differences.Select(one => one.Place).Order());
        Assert.All(result.Differences, one => Assert.Equal(1m, one.Difference));
    }
}
