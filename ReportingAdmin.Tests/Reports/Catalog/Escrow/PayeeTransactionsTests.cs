using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// Cells: date, entry, case, agency, code, payee, person's name, kind, reverses, method, cleared, currency, amount, memo.
/// </summary>
public sealed class PayeeTransactionsTests(EscrowFixture fixture) : EscrowReportTest("escrow/payee-transactions", fixture)
{
    private const string Claims = "2026-03-31 | P02 | C2 | Agency NW | NW | Omega Insurance Claims | · | debit | · | corporate card | · | USD | 150.00 | ·";
    private const string Person = "2026-03-31 | P07 | C3 | Agency SE | SE | Individual PER | Pat Person | debit | · | · | · | EUR | 75.00 | ·";

    private static readonly (string, string)[] s_march = [("from", "2026-03-01"), ("to", "2026-03-31")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.VendorAsync("OM1", "Omega Insurance", "insurance");
        await seed.VendorAsync("OM2", "Omega Insurance Claims", "insurance");
        await seed.VendorAsync("PER", "Pat Person", "individual");
        await seed.PartyAsync("S1", "Sam Surrogate");
        await seed.CaseAsync("C1", "NW", "2026-01-10", state: "ID");
        await seed.CaseAsync("C2", "NW", "2026-01-10", state: "ID");
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.CaseAsync("C3", "SE", "2026-01-10", type: "egg_donation", currency: "EUR", staff: "ANA", state: "WA");
        await seed.CaseAsync("C4", "NW", "2026-01-10");
        await seed.StatusAsync("C4", "2026-06-30 cancelled");
        await seed.LedgerAsync(
            "P00 C1 2026-02-28 disbursement 40.00 vendor=OM1",
            "P01 C1 2026-03-01 disbursement 600.00 vendor=OM1 method=check cleared=2026-03-04 memo=Premium",
            "P02 C2 2026-03-31 debit 150.00 vendor=OM2 method=corporate_card",
            "P03 C1 2026-03-15 vendor_refund 50.00 vendor=OM1",
            "P04 C1 2026-03-02 reversal 40.00 of=P00",
            "P05 C1 2026-03-10 disbursement 300.00 party=S1 method=ach",
            "P06 C2 2026-03-05 refund 100.00",
            "P07 C3 2026-03-31 debit 75.00 vendor=PER",
            "P08 C1 2026-03-06 deposit 1000.00",
            "P09 C1 2026-03-07 deduction 9.00",
            "P10 C1 2026-03-08 deposit 5.00 vendor=OM1",
            "P11 C4 2026-03-09 debit 3.00 vendor=OM1",
            "P12 C1 2026-04-01 disbursement 1.00 vendor=OM1",
            "P20 C2 2024-05-01 disbursement 80.00 vendor=OM1 method=check",
            "P21 C2 2024-05-02 reversal 30.00 of=P20 vendor=OM2 method=other",
            "P22 C2 2024-05-03 debit 7.00 vendor=OM1 method=other");
    }

    [Fact]
    public async Task Entries_of_payees_are_listed_by_day_with_what_the_payee_received()
    {
        // Out: the deposit and the fee that name no payee. In: the refund that names none, and money from a payee, negative.
        Assert.Equal(
            [
                "2026-03-01 | P01 | C1 | Agency NW | NW | Omega Insurance | · | disbursement | · | check | 2026-03-04 | USD | 600.00 | Premium",
                "2026-03-02 | P04 | C1 | Agency NW | NW | Omega Insurance | · | disbursement | P00 | · | · | USD | -40.00 | ·",
                "2026-03-05 | P06 | C2 | Agency NW | NW | (no payee) | · | refund | · | · | · | USD | 100.00 | ·",
                "2026-03-08 | P10 | C1 | Agency NW | NW | Omega Insurance | · | deposit | · | · | · | USD | -5.00 | ·",
                "2026-03-10 | P05 | C1 | Agency NW | NW | Party S1 | Sam Surrogate | disbursement | · | ACH | · | USD | 300.00 | ·",
                "2026-03-15 | P03 | C1 | Agency NW | NW | Omega Insurance | · | vendor refund | · | · | · | USD | -50.00 | ·",
                Claims,
                Person,
            ],
            await LinesAsync(s_march));

        var preview = await PreviewAsync(s_march);
        Assert.Equal(1055.00m, Total(preview, "amount", "USD"));
        Assert.Equal(7, Total(preview, "entry_number", "USD"));
        Assert.Equal(75.00m, Total(preview, "amount", "EUR"));
    }

    [Fact]
    public async Task Codes_that_were_chosen_are_said_by_their_names_and_an_individual_by_code_alone()
    {
        var words = (await PreviewAsync([.. s_march, ("payee", "vendor:OM2,party:S1,vendor:PER,no-vendor"), ("agency", "NW")])).Parameters;
        Assert.Equal("Omega Insurance Claims (OM2), Party S1, Individual PER, (no vendor)", words.Single(parameter => parameter.Name == "payee").Resolved);
        Assert.Equal("Agency NW", words.Single(parameter => parameter.Name == "agency").Resolved);
        Assert.Equal("All", words.Single(parameter => parameter.Name == "currency").Resolved);
    }

    [Theory]
    [InlineData("payee", "vendor:OM2", "P02")]
    [InlineData("payee", "party:S1", "P05")]
    [InlineData("payee", "vendor:OM2,party:S1", "P05 P02")]
    [InlineData("payee", "no-vendor", "P06 P05")]
    [InlineData("payeeName", "omega insurance", "P01 P04 P10 P03 P02")]
    [InlineData("payeeName", "Claims", "P02")]
    [InlineData("payeeName", "%", "")]
    [InlineData("payeeName", "Pat Person", "")]
    [InlineData("kind", "disbursement", "P01 P04 P05")]
    [InlineData("kind", "deposit", "P08 P10")]
    [InlineData("kind", "vendor_refund,refund", "P06 P03")]
    [InlineData("method", "corporate_card", "P02")]
    [InlineData("staff", "ANA", "P07")]
    [InlineData("case", "C2", "P06 P02")]
    [InlineData("agency", "SE", "P07")]
    [InlineData("caseType", "egg_donation", "P07")]
    [InlineData("state", "WA", "P07")]
    [InlineData("currency", "EUR", "P07")]
    [InlineData("includeCancelled", "true", "P01 P04 P06 P10 P11 P05 P03 P02 P07")]
    public async Task Each_filter_leaves_only_its_entries(string parameter, string value, string entries) =>
        Assert.Equal(entries, string.Join(' ', (await LinesAsync([.. s_march, (parameter, value)])).Select(line => line.Split(" | ")[1])));

    [Fact]
    public async Task A_reversal_stands_with_the_method_and_payee_of_the_entry_that_it_reverses()
    {
        string[] check =
        [
            "2024-05-01 | P20 | C2 | Agency NW | NW | Omega Insurance | · | disbursement | · | check | · | USD | 80.00 | ·",
            "2024-05-02 | P21 | C2 | Agency NW | NW | Omega Insurance | · | disbursement | P20 | check | · | USD | -30.00 | ·",
        ];
        const string other = "2024-05-03 | P22 | C2 | Agency NW | NW | Omega Insurance | · | debit | · | other | · | USD | 7.00 | ·";
        (string, string)[] may = [("from", "2024-05-01"), ("to", "2024-05-31")];

        Assert.Equal([.. check, other], await LinesAsync(may));
        Assert.Equal(check, await LinesAsync([.. may, ("method", "check")]));
        Assert.Equal([other], await LinesAsync([.. may, ("method", "other")]));
    }

    [Fact]
    public async Task The_preset_lists_every_Omega_payee_of_the_last_twelve_months()
    {
        var preset = TestEngine.Catalog.Find("escrow/payee-transactions")!.Meta.Presets.Single(preset => preset.Title == "Omega Insurance");

        var lines = await LinesAsync([.. preset.Parameters.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal(["P00", "P01", "P04", "P10", "P03", "P02", "P12"], lines.Select(line => line.Split(" | ")[1]));
    }

    [Fact]
    public async Task Names_and_notes_are_masked_without_the_right_to_personal_data()
    {
        var caller = TestEngine.Caller(RowScope.All, Permissions.EscrowFinance);
        var lines = await LinesAsync(caller, s_march);

        Assert.Equal("2026-03-10 | P05 | C1 | Agency NW | NW | Party S1 | ••• | disbursement | · | ACH | · | USD | 300.00 | •••", lines[4]);

        var labels = await Engine.Runner.LookupAsync(caller, "escrow/payee-transactions", "payee", "", default);
        Assert.Equal(
            ["(no vendor)", "Individual PER", "Omega Insurance", "Omega Insurance Claims", "Party S1"],
            labels.Value!.Select(choice => choice.Label).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Parties_are_those_of_cases_and_entries_that_the_caller_may_see()
    {
        var own = await OwnDatabaseAsync();
        var seed = new EscrowSeed(own);
        await seed.PartyAsync("S2", "Sue of the South East");
        await seed.PartyAsync("S3", "Sid of No Case");
        await seed.RoleAsync("C3", "S2", "egg_donor", "2026-01-10");

        // S1 was paid for a case of NW and is in no case file; S2 is in the file of a case of SE and was never paid.
        Assert.Equal(["party:S1", "party:S2"], await PartiesAsync(TestEngine.Everyone));
        Assert.Equal(["party:S2"], await PartiesAsync(OnlySe));
        Assert.Equal(["party:S1"], await PartiesAsync(TestEngine.Caller(RowScope.Of(["NW"], []), Permissions.EscrowFinance)));
        Assert.Empty(await PartiesAsync(TestEngine.Caller(RowScope.Of([], ["P1"]), Permissions.EscrowFinance)));

        // One of others answers like one that does not exist.
        var others = await Engine.Runner.PreviewAsync(OnlySe, TestEngine.Request("escrow/payee-transactions", ("payee", "party:S1")), new PreviewRequest(null), default);
        var unknown = await Engine.Runner.PreviewAsync(OnlySe, TestEngine.Request("escrow/payee-transactions", ("payee", "party:S9")), new PreviewRequest(null), default);
        Assert.Equal("There is no payee 'party:S1'.", others.FirstProblem.Message);
        Assert.Equal((unknown.FirstProblem.Kind, unknown.FirstProblem.Code), (others.FirstProblem.Kind, others.FirstProblem.Code));
    }

    [Fact]
    public async Task Words_are_read_at_once_for_those_values_that_the_caller_may_see()
    {
        var all = await Engine.Runner.WordsAsync(TestEngine.Everyone, "escrow/payee-transactions", "agency", ["NW", "SE", "S"], default);
        var his = await Engine.Runner.WordsAsync(OnlySe, "escrow/payee-transactions", "agency", ["NW", "SE"], default);
        var none = await Engine.Runner.WordsAsync(TestEngine.Everyone, "escrow/payee-transactions", "agency", ["NW", "S\0E"], default);

        Assert.Equal([new Choice("NW", "Agency NW"), new Choice("SE", "Agency SE")], all.Value!.OrderBy(choice => choice.Value, StringComparer.Ordinal));
        Assert.Equal([new Choice("SE", "Agency SE")], his.Value!);
        Assert.Empty(none.Value!);
    }

    [Fact]
    public async Task A_period_without_entries_has_no_rows() => Assert.Empty(await LinesAsync(("from", "2025-03-01"), ("to", "2025-03-31")));

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone() => Assert.Equal([Person], await LinesAsync(OnlySe, s_march));

    private async Task<IEnumerable<string>> PartiesAsync(Caller caller) =>
        (await Engine.Runner.LookupAsync(caller, "escrow/payee-transactions", "payee", "party:", default)).Value!.Select(choice => choice.Value);
}
