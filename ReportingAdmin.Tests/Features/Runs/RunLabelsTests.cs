using ReportingAdmin.Features.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Runs;

public sealed class RunLabelsTests
{
    private readonly RunLabels _labels = new(TestEngine.Catalog);

    [Theory]
    [InlineData("asOf", "2025-06-30", "30 Jun 2025")]
    [InlineData("period", "2025-01-01..2025-06-30", "1 Jan – 30 Jun 2025")]
    [InlineData("period", "2025-06-01..2025-06-30", "1–30 Jun 2025")]
    [InlineData("modified", "true", "yes")]
    [InlineData("portfolio", "AMBER,BIRCH", "AMBER, BIRCH")]
    [InlineData("anything", "2025-13-45", "2025-13-45")]
    [InlineData("anything", "", "–")]
    public void A_recorded_value_is_said_as_people_write_it(string name, string value, string words) =>
        Assert.Equal(words, _labels.Words("lending/portfolio-summary", name, value));

    [Fact]
    public void A_choice_is_said_by_its_label() =>
        Assert.Equal("Surrogacy, Egg donation", _labels.Words("escrow/monthly-balance", "caseType", "surrogacy,egg_donation"));

    [Fact]
    public void A_code_is_said_by_its_name_and_where_it_has_none_without_a_sign_of_machines() =>
        Assert.Equal(
            "Acme Legal (V001), party P7",
            _labels.Words("escrow/payee-transactions", "payee", "vendor:V001,party:P7", new Dictionary<(string, string), string> { [("payee", "vendor:V001")] = "Acme Legal (V001)" }));

    [Fact]
    public void A_report_that_is_gone_leaves_what_was_recorded() =>
        Assert.Equal("surrogacy", _labels.Words("escrow/no-such-report", "caseType", "surrogacy"));
}
