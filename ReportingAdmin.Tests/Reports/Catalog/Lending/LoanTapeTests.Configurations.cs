using System.Text;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class LoanTapeTests
{
    [Fact]
    public async Task A_saved_configuration_picks_fields_order_headings_and_filters()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("buyer", """[{"field": "upb", "heading": "Balance"}, {"field": "loan_number"}]""", """{"portfolio": "P1", "includeExits": "false"}""");

        var preview = await Engine.PreviewAsync("lending/loan-tape", "loans", [.. s_october, ("config", "buyer")]);

        Assert.Equal(["Balance", "Loan identifier"], preview.Section.Shown.Select(shown => shown.Heading));
        Assert.Equal(["900.00 | L1"], TestEngine.Lines(preview));
        Assert.Equal(
            ["1 | upb | Balance", "2 | loan_number | Loan identifier"],
            await LinesAsync("dictionary", "position field heading", [.. s_october, ("config", "buyer")]));
        Assert.Equal(["USD | 1 | 900.00"], await LinesAsync("control", "currency rows upb", [.. s_october, ("config", "buyer")]));
    }

    [Fact]
    public async Task Buckets_are_said_in_words_whether_given_or_the_configurations()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("late", """[{"field": "loan_number"}]""", """{"bucket": "30-59,unknown"}""");

        foreach (var asked in new[] { ("config", "late"), ("bucket", "30-59,unknown") })
        {
            var preview = await Engine.PreviewAsync("lending/loan-tape", "loans", [.. s_october, asked]);
            Assert.Equal("30-59 days, Not known", preview.Parameters.Single(parameter => parameter.Name == "bucket").Resolved);
        }
    }

    [Fact]
    public async Task What_the_caller_gives_goes_before_the_configurations_filters()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("buyer", """[{"field": "loan_number"}]""", """{"portfolio": "P1", "includeExits": "false"}""");

        Assert.Equal(["L3"], await LinesAsync("loans", "loan_number", [.. s_october, ("config", "buyer"), ("portfolio", "P2")]));
    }

    // L2 left in October: the configuration leaves it out, who asks for it by name gets it, though that is also what stands by default.
    [Fact]
    public async Task What_is_given_goes_before_the_configuration_also_where_it_is_the_default()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("buyer", """[{"field": "loan_number"}]""", """{"portfolio": "P1", "includeExits": "false"}""");

        Assert.Equal(["L1"], await LinesAsync("loans", "loan_number", [.. s_october, ("config", "buyer")]));
        Assert.Equal(["L1", "L2"], await LinesAsync("loans", "loan_number", [.. s_october, ("config", "buyer"), ("includeExits", "true")]));
        var written = await WriteAsync(TestEngine.Everyone, [.. s_october, ("config", "buyer"), ("includeExits", "true")]);
        Assert.Equal(("true", "Yes"), written.Header.Parameters.Where(parameter => parameter.Name == "includeExits").Select(parameter => (parameter.Given, parameter.Resolved)).Single());
    }

    [Fact]
    public async Task A_value_that_a_configuration_has_wrong_or_of_rows_not_seen_is_named_and_makes_no_empty_tape()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("buyer-one", """[{"field": "loan_number"}]""", """{"portfolio": "PRIM1"}""");
        await Seed.TapeAsync("both", """[{"field": "loan_number"}]""", """{"portfolio": "P1,P2"}""");

        Assert.Equal(
            new Problem(ProblemKind.Invalid, "The tape configuration 'buyer-one' cannot be used: its filter portfolio is not usable: There is no portfolio 'PRIM1'.", "config", "bad_configuration"),
            await ProblemAsync([.. s_october, ("config", "buyer-one")]));
        Assert.Equal(["L3"], await LinesAsync("loans", "loan_number", [.. s_october, ("config", "buyer-one"), ("portfolio", "P2")]));
        var scoped = await Engine.Runner.PreviewAsync(OnlyP2, TestEngine.Request("lending/loan-tape", [.. s_october, ("config", "both")]), new PreviewRequest(), default);
        Assert.EndsWith("There is no portfolio 'P1'.", Assert.Single(scoped.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_masked_configuration_masks_whatever_the_callers_right()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("trustee", """[{"field": "loan_number"}, {"field": "borrower_name"}]""", "{}", masked: true);

        Assert.Equal(
            ["L1 | •••", "L2 | •••", "L3 | •••"],
            await LinesAsync("loans", "loan_number borrower_name", [.. s_october, ("config", "trustee")]));
    }

    [Fact]
    public async Task A_configuration_that_is_missing_or_wrong_is_named()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("old", """[{"field": "loan_number"}, {"field": "shoe_size"}]""", "{}");
        await Seed.TapeAsync("odd", """[{"field": "loan_number"}]""", """{"colour": "red"}""");

        Assert.Equal(new Problem(ProblemKind.NotFound, "There is no tape configuration 'none'.", "config", "unknown_configuration"), await ProblemAsync(("config", "none")));
        Assert.Equal("The tape configuration 'old' cannot be used: the loan tape has no field 'shoe_size'.", (await ProblemAsync(("config", "old"))).Message);
        Assert.StartsWith("The tape configuration 'odd' cannot be used: its filter colour is not usable:", (await ProblemAsync(("config", "odd"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_records_open_and_close_the_csv_with_rows_and_principal()
    {
        await SeedOctoberAsync();
        await Seed.TapeAsync("buyer", """[{"field": "loan_number"}, {"field": "upb"}]""", "{}");
        var request = TestEngine.Request("lending/loan-tape", [.. s_october, ("config", "buyer")]) with { Section = "loans" };

        var (bytes, _) = await Engine.WriteAsync(TestEngine.Everyone, request, new CsvReportWriter(), new OutputOptions { ControlRecords = true, Bom = false });
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["loan_number,upb", "L1,900.00", "L2,0.00", "L3,300.00"], lines[1..^1]);
        Assert.Contains("1200.00", lines[^1], StringComparison.Ordinal);
    }
}
