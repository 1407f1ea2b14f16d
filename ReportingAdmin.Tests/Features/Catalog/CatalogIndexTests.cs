using ReportingAdmin.Core.Access;
using ReportingAdmin.Features.Catalog;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Catalog;

/// <summary>What people type, and the report that must be among the first three.</summary>
public sealed class CatalogIndexTests
{
    private static readonly CatalogIndex s_index = new(TestEngine.Catalog);

    [Theory]
    [InlineData("delinquency", "lending/delinquency-aging")]
    [InlineData("delinqency", "lending/delinquency-aging")]
    [InlineData("roll rate", "lending/delinquency-aging")]
    [InlineData("how late are our loans", "lending/delinquency-aging")]
    [InlineData("trial balance", "lending/trial-balance")]
    [InlineData("trail balance", "lending/trial-balance")]
    [InlineData("debits credits", "lending/trial-balance")]
    [InlineData("general ledger", "lending/general-ledger")]
    [InlineData("journal", "lending/general-ledger")]
    [InlineData("loan tape", "lending/loan-tape")]
    [InlineData("payment string", "lending/loan-tape")]
    [InlineData("payments received", "lending/payment-activity")]
    [InlineData("UPB by portfolio", "lending/portfolio-summary")]
    [InlineData("monthly balnce", "escrow/monthly-balance")]
    [InlineData("inflow", "escrow/monthly-inflow-outflow")]
    [InlineData("vendor", "escrow/vendor-transactions")]
    [InlineData("Omega Insurance", "escrow/payee-transactions")]
    [InlineData("omega-insurance", "escrow/payee-transactions")]
    [InlineData("never funded", "escrow/never-funded")]
    [InlineData("cases not funded yet", "escrow/never-funded")]
    [InlineData("open cases on a date", "escrow/active-as-of")]
    [InlineData("active-as-of-5-30-2024", "escrow/active-as-of")]
    [InlineData("sales by agency", "escrow/sales")]
    [InlineData("salesperson", "escrow/sales")]
    [InlineData("PAR", "lending/portfolio-summary")]
    [InlineData("aged", "lending/delinquency-aging")]
    [InlineData("write off", "lending/charge-off-recovery")]
    [InlineData("Omega", "escrow/payee-transactions")]
    [InlineData("Idaho", "escrow/state-monthly-balance")]
    public void Find_has_the_report_among_the_first_three(string typed, string expected)
    {
        var found = s_index.Find(TestEngine.Everyone, typed);

        Assert.Contains(expected, found.Hits.Concat(found.Nearest).Take(3).Select(hit => hit.Report.Meta.Key));
    }

    [Fact]
    public void Find_without_words_has_money_first_and_each_area_by_title()
    {
        var found = s_index.Find(TestEngine.Everyone, "").Hits;

        Assert.Equal(["escrow", "lending", "analytics"], found.Select(hit => hit.Report.Meta.Area).Distinct());
        Assert.All(
            found.GroupBy(hit => hit.Report.Meta.Area),
            area => Assert.Equal(area.Select(hit => hit.Report.Meta.Title).Order(StringComparer.Ordinal), area.Select(hit => hit.Report.Meta.Title)));
    }

    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Select(report => report.Meta.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Find_has_every_report_first_by_its_old_names(string key) =>
        Assert.All(TestEngine.Catalog.Find(key)!.Meta.OldNames, name => Assert.Equal(key, s_index.Find(TestEngine.Everyone, name).Hits[0].Report.Meta.Key));

    [Theory]
    [MemberData(nameof(Keys))]
    public void Find_has_every_report_among_the_first_three_by_its_title_and_every_synonym(string key)
    {
        var meta = TestEngine.Catalog.Find(key)!.Meta;

        Assert.NotEmpty(meta.Synonyms);
        Assert.All(
            meta.Synonyms.Append(meta.Title),
            name => Assert.Contains(key, s_index.Find(TestEngine.Everyone, name).Hits.Take(3).Select(hit => hit.Report.Meta.Key)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Find_has_every_report_by_each_of_its_columns(string key) =>
        Assert.All(
            TestEngine.Catalog.Find(key)!.Sections.SelectMany(section => section.Columns).Select(column => column.Spec.Header).Distinct(),
            header => Assert.Contains(key, s_index.Find(TestEngine.Everyone, header).Hits.Select(hit => hit.Report.Meta.Key)));

    [Fact]
    public void Only_so_much_of_a_text_is_sought_as_a_person_would_type()
    {
        var found = s_index.Find(TestEngine.Everyone, "balance".PadRight(CatalogIndex.LongestText) + "zzzzzz" + new string('x', 32_000));

        Assert.Equal(s_index.Find(TestEngine.Everyone, "balance").Hits.Select(hit => hit.Report.Meta.Key), found.Hits.Select(hit => hit.Report.Meta.Key));
    }

    [Fact]
    public void Find_without_words_has_every_report()
    {
        Assert.Equal(TestEngine.Catalog.All.Count, s_index.Find(TestEngine.Everyone, " ").Hits.Count);
    }

    [Fact]
    public void Find_says_where_the_word_was_found()
    {
        var hit = s_index.Find(TestEngine.Everyone, "Omega Insurance").Hits[0];

        Assert.Contains("Omega Insurance", hit.Why, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Find_shows_only_what_the_caller_may_run()
    {
        var caller = TestEngine.Caller(RowScope.All, Permissions.EscrowRead);

        var keys = s_index.Find(caller, "").Hits.Select(hit => hit.Report.Meta).ToList();

        Assert.NotEmpty(keys);
        Assert.All(keys, meta => Assert.Equal(Permissions.EscrowRead, meta.Permission));
        Assert.Empty(s_index.Find(caller, "trial balance").Hits);
        Assert.DoesNotContain(s_index.Find(caller, "trial balance").Nearest, hit => hit.Report.Meta.Permission != Permissions.EscrowRead);
    }

    [Fact]
    public void Find_hides_company_totals_from_a_caller_with_few_rows()
    {
        var caller = TestEngine.Caller(RowScope.Of([], ["P1"]), [.. Permissions.All]);

        Assert.DoesNotContain(s_index.Find(caller, "").Hits, hit => hit.Report.Meta.Key == "lending/trial-balance");
    }
}
