using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Tapes;

public sealed class TapeConfigurationsTests
{
    private static readonly TapeDraft s_draft = new("buyer-one", "For a buyer", true, [new("loan_number", "Loan Identifier"), new("upb")], new Dictionary<string, string> { ["portfolio"] = "P1" });

    [Fact]
    public async Task A_saved_configuration_is_what_the_tape_uses()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var tapes = new TapeConfigurations(db.Database);
        var seed = new LendingSeed(db);
        await seed.PortfolioAsync("P1");
        await seed.PortfolioAsync("P2");
        await seed.LoanAsync("L1", "P1");
        await seed.LoanAsync("L2", "P2");
        await seed.MonthAsync("2026-10-31", "L1 100.00", "L2 200.00");

        var saved = await tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);
        var again = await tapes.SaveAsync(TestEngine.Everyone, s_draft with { Fields = [new("upb"), new("loan_number")] }, saved.Value!.Revision, default);

        Assert.Equal((1, 2), (saved.Value.Revision, again.Value!.Revision));
        Assert.Equal(["100.00 | L1"], await new TestEngine(db).LinesAsync("lending/loan-tape", "loans", ("config", "buyer-one"), ("asOf", "2026-10-31")));
        Assert.Equal("buyer-one", Assert.Single((await tapes.ListAsync(TestEngine.Everyone, default)).Value!).Name);
        Assert.Equal("For a buyer", (await tapes.FindAsync(TestEngine.Everyone, "buyer-one", default)).Value!.Description);
    }

    [Fact]
    public async Task Who_saved_in_between_is_not_overwritten_and_a_name_is_taken_once()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var tapes = new TapeConfigurations(db.Database);
        await tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);
        await tapes.SaveAsync(TestEngine.Everyone, s_draft, 1, default);

        Assert.Equal("stale", (await tapes.SaveAsync(TestEngine.Everyone, s_draft, 1, default)).FirstProblem.Code);
        Assert.Equal("name_taken", (await tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default)).FirstProblem.Code);
        Assert.Equal("stale", (await tapes.DeleteAsync(TestEngine.Everyone, "buyer-one", 1, default))!.Code); // it was saved once more since
        Assert.Null(await tapes.DeleteAsync(TestEngine.Everyone, "buyer-one", 2, default));
        Assert.Equal("stale", (await tapes.DeleteAsync(TestEngine.Everyone, "buyer-one", 2, default))!.Code);
    }

    [Fact]
    public async Task The_trail_says_which_revision_shows_personal_data()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var tapes = new TapeConfigurations(db.Database);
        await tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);
        await tapes.SaveAsync(TestEngine.Everyone, s_draft with { Masked = false }, 1, default);
        await tapes.DeleteAsync(TestEngine.Everyone, "buyer-one", 2, default);

        Assert.Equal(
            "tape.save 1 yes, tape.save 2 no, tape.delete 2 no",
            await db.ScalarAsync<string>(
                "select string_agg(concat_ws(' ', action, details ->> 'revision', details ->> 'masked'), ', ' order by id) from app.audit_event where target_key = 'buyer-one'"));
    }

    [Fact]
    public async Task Without_the_right_nothing_is_saved_or_deleted()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var tapes = new TapeConfigurations(db.Database);
        var reader = TestEngine.Caller(RowScope.All, Permissions.LendingLoan);

        await tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);

        Assert.Equal(ProblemKind.Forbidden, (await tapes.SaveAsync(reader, s_draft with { Name = "mine" }, null, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await tapes.SaveAsync(reader, s_draft with { Masked = false }, 1, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await tapes.DeleteAsync(reader, "buyer-one", 1, default))!.Kind);
        Assert.Equal("buyer-one 1 true", await db.ScalarAsync<string>("select string_agg(concat_ws(' ', name, revision, masked::text), ', ') from app.loan_tape_config"));
    }

    [Fact]
    public async Task Configurations_are_listed_for_those_who_write_them_and_read_by_those_who_make_tapes_too()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var tapes = new TapeConfigurations(db.Database);
        await tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);
        var (writer, reader, nobody) = (
            TestEngine.Caller(RowScope.All, Permissions.TapesManage), TestEngine.Caller(RowScope.All, Permissions.LendingLoan), TestEngine.Caller(RowScope.All, Permissions.LendingRead));

        Assert.Single((await tapes.ListAsync(writer, default)).Value!);
        Assert.Equal(ProblemKind.Forbidden, (await tapes.ListAsync(reader, default)).FirstProblem.Kind);
        Assert.True((await tapes.FindAsync(writer, "buyer-one", default)).Ok);
        Assert.True((await tapes.FindAsync(reader, "buyer-one", default)).Ok);
        Assert.Equal(ProblemKind.Forbidden, (await tapes.FindAsync(nobody, "buyer-one", default)).FirstProblem.Kind);
        Assert.Equal("unknown_configuration", (await tapes.FindAsync(reader, "buyer-two", default)).FirstProblem.Code);
    }

    [Fact]
    public async Task The_loan_tape_offers_the_configurations_to_whom_may_make_it()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var tapes = new TapeConfigurations(db.Database);
        await tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);
        await tapes.SaveAsync(TestEngine.Everyone, s_draft with { Name = "auditors" }, null, default);
        var runner = new TestEngine(db).Runner;
        var reader = TestEngine.Caller(RowScope.All, Permissions.LendingLoan);

        Assert.Equal(["auditors", "buyer-one"], (await runner.LookupAsync(reader, "lending/loan-tape", "config", "", default)).Value!.Select(choice => choice.Value));
        Assert.Equal(["buyer-one"], (await runner.LookupAsync(reader, "lending/loan-tape", "config", "BUY", default)).Value!.Select(choice => choice.Value));
        Assert.Empty((await runner.WordsAsync(reader, "lending/loan-tape", "config", ["buyer"], default)).Value!);
        var nobody = TestEngine.Caller(RowScope.All, Permissions.LendingRead);
        Assert.Equal(ProblemKind.Forbidden, (await runner.LookupAsync(nobody, "lending/loan-tape", "config", "", default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await tapes.NamesAsync(nobody, _ => true, 50, default)).FirstProblem.Kind);
    }

    [Theory]
    [InlineData("Buyer One", "upb", null, "vintage", "2025", "small letters")]
    [InlineData("buyer", "nothing", null, "vintage", "2025", "no field 'nothing'")]
    [InlineData("buyer", "upb", "Loan identifier", "vintage", "2025", "heading 'Loan identifier'")]
    [InlineData("buyer", "upb", null, "asOf", "today", "no parameter 'asOf'")]
    [InlineData("buyer", "upb", null, "vintage", "soon", "vintage")]
    public void What_cannot_be_used_is_refused_by_field(string name, string field, string? heading, string filter, string value, string expected)
    {
        var draft = new TapeDraft(name, null, true, [new("loan_number"), new(field, heading)], new Dictionary<string, string> { [filter] = value });

        Assert.Contains(draft.Problems(), problem => problem.Message.Contains(expected, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public void A_description_has_300_letters_at_most(int letters, int problems) =>
        Assert.Equal(problems, (s_draft with { Description = new string('x', letters) }).Problems().Count(problem => problem.Field == "description"));

    [Fact]
    public void Fannie_Mae_headings_are_of_fields_that_the_tape_has()
    {
        var draft = new TapeDraft("fannie-mae", null, true, FannieMaeHeadings.Fields, new Dictionary<string, string>());

        Assert.Empty(draft.Problems());
        Assert.Equal("Current Actual UPB", FannieMaeHeadings.Of("upb"));
        Assert.Null(FannieMaeHeadings.Of("borrower_email"));
    }

    // Names and places of the fields in the Single-Family Loan Performance Dataset's Glossary and File Layout.
    [Fact]
    public void Fannie_Mae_headings_are_names_of_its_layout_in_its_order()
    {
        var layout = new Dictionary<string, int>
        {
            ["Reference Pool ID"] = 1,
            ["Loan Identifier"] = 2,
            ["Monthly Reporting Period"] = 3,
            ["Original Interest Rate"] = 8,
            ["Current Interest Rate"] = 9,
            ["Original UPB"] = 10,
            ["Current Actual UPB"] = 12,
            ["Original Loan Term"] = 13,
            ["Origination Date"] = 14,
            ["First Payment Date"] = 15,
            ["Loan Age"] = 16,
            ["Remaining Months to Legal Maturity"] = 17,
            ["Maturity Date"] = 19,
            ["Property State"] = 31,
            ["Current Loan Delinquency Status"] = 40,
            ["Loan Payment History"] = 41,
            ["Modification Flag"] = 42,
            ["Zero Balance Code"] = 44,
            ["Zero Balance Effective Date"] = 45,
            ["UPB at the Time of Removal"] = 46,
            ["Scheduled Principal Current"] = 48,
            ["Unscheduled Principal Current"] = 50,
            ["Borrower Credit Score Current"] = 71,
        };

        Assert.Equal(layout.OrderBy(field => field.Value).Select(field => field.Key), FannieMaeHeadings.Fields.Select(field => field.Heading));
    }
}
