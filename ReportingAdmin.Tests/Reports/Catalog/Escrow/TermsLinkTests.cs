using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// The cases behind the trends of terms: C1 has an amendment in February, C2 names no base compensation, C3 is in euros and closed on
/// 31 March as C5 is, C4 was cancelled in February.
/// </summary>
public sealed class TermsLinkTests(EscrowFixture fixture) : EscrowReportTest("escrow/active-as-of", fixture)
{
    private const string Allowance = "escrow/monthly-allowance-trend";
    private const string Compensation = "escrow/base-compensation-trend";

    private static readonly (string, string)[] s_quarter = [("from", "2026-01-15"), ("to", "2026-03-10")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.CaseAsync("C5", "NW", "2026-02-10");
        await seed.StatusAsync("C5", "2026-03-31 closed");
        await seed.TermsAsync("C1", "2026-01-10", "200.00", "40000.00");
        await seed.TermsAsync("C1", "2026-02-15", "250.00", "42000.00");
        await seed.TermsAsync("C2", "2026-02-01", "100.00", null);
        await seed.TermsAsync("C3", "2026-02-01", "80.00", null);
        await seed.TermsAsync("C4", "2026-01-15", "900.00", "900.00");
        await seed.TermsAsync("C5", "2026-02-10", "301.00", "30000.01");
    }

    // Rows: January to March, each in EUR and in USD.
    [Theory]
    [InlineData(Allowance, "cases", null, "0:; 1: C1; 1: C3; 3: C1 C2 C5; 0:; 2: C1 C2")]
    [InlineData(Allowance, "amount", "term_amount", "0.00:; 200.00: C1; 80.00: C3; 651.00: C1 C2 C5; 0.00:; 350.00: C1 C2")]
    [InlineData(Compensation, "cases", null, "0:; 1: C1; 0:; 2: C1 C5; 0:; 1: C1")]
    [InlineData(Compensation, "amount", "term_amount", "0.00:; 40000.00: C1; 0.00:; 72000.01: C1 C5; 0.00:; 42000.00: C1")]
    public async Task A_figure_of_a_month_leads_to_the_cases_and_their_terms(string key, string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(key, null, s_quarter), column, "case_number", sum)));

    [Fact]
    public async Task Cases_cancelled_since_are_listed_where_they_are_counted()
    {
        var preview = await Engine.PreviewAsync(Allowance, null, ("from", "2026-01-01"), ("to", "2026-01-31"), ("currency", "USD"), ("includeCancelled", "true"));

        Assert.Equal(["1100.00: C1 C4"], await Engine.LedAsync(TestEngine.Everyone, preview, "amount", "case_number", "term_amount"));
    }

    [Fact]
    public async Task A_scoped_caller_is_led_to_his_cases() =>
        Assert.Equal(["0:", "1: C3", "0:"], await Engine.LedAsync(OnlySe, await Engine.PreviewAsync(OnlySe, Allowance, null, s_quarter), "cases", "case_number"));

    [Fact]
    public async Task The_amount_stands_only_where_terms_are_asked_for_and_is_money()
    {
        var noMoney = TestEngine.Caller(RowScope.All, Permissions.EscrowRead);

        Assert.DoesNotContain("term_amount", await ShownAsync(TestEngine.Everyone));
        Assert.Contains("term_amount", await ShownAsync(TestEngine.Everyone, ("terms", "base_compensation")));
        Assert.DoesNotContain("term_amount", await ShownAsync(noMoney, ("terms", "base_compensation")));
    }

    [Fact]
    public async Task Who_may_not_see_cases_has_no_link()
    {
        var noCases = TestEngine.Caller(RowScope.All, [.. Permissions.All.Where(permission => permission != Permissions.EscrowRead)]);

        Assert.All((await Engine.PreviewAsync(noCases, Allowance, null, s_quarter)).Rows, row => Assert.Empty(row.Drills));
    }

    private async Task<IReadOnlyList<string>> ShownAsync(Caller caller, params (string, string)[] parameters) =>
        [.. (await Engine.PreviewAsync(caller, "escrow/active-as-of", null, [("asOf", "2026-02-28"), .. parameters])).Section.Shown.Select(shown => shown.Column.Name)];
}
