using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>
/// Cells: case, type, agency, code, sales staff, state, opened, days waiting, contract uploaded, contract on, deposits reversed.
/// </summary>
public sealed class NeverFundedTests(EscrowFixture fixture) : EscrowReportTest("escrow/never-funded", fixture)
{
    private const string Donation = "N7 | egg donation | Agency SE | SE | (no sales staff) | WA | 2026-03-31 | 0 | False | · | False";

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.CaseAsync("N1", "NW", "2026-03-01", staff: "ANA", state: "ID");
        await seed.CaseAsync("N2", "NW", "2026-03-05");
        await seed.CaseAsync("N3", "NW", "2026-03-06");
        await seed.CaseAsync("N4", "NW", "2026-03-08");
        await seed.CaseAsync("N5", "NW", "2026-03-09");
        await seed.CaseAsync("N6", "NW", "2026-04-01");
        await seed.CaseAsync("N7", "SE", "2026-03-31", type: "egg_donation", currency: "EUR", state: "WA");
        await seed.CaseAsync("N8", "NW", "2026-03-12");
        await seed.CaseAsync("N9", "NW", "2026-03-13");
        await seed.CaseAsync("N10", "NW", "2026-03-14");
        await seed.StatusAsync("N4", "2026-03-31 closed");
        await seed.StatusAsync("N5", "2026-03-15 closed", "2026-03-25 open");
        await seed.StatusAsync("N8", "2026-03-30 cancelled");
        await seed.ContractAsync("N1", "2026-03-10");
        await seed.LedgerAsync(
            "E1 N2 2026-03-31 deposit 100.00",
            "E2 N3 2026-03-10 deposit 100.00",
            "E3 N3 2026-03-20 reversal 100.00 of=E2",
            "E4 N9 2026-03-14 deposit 100.00",
            "E5 N9 2026-03-15 reversal 99.99 of=E4",
            "E6 N10 2026-03-15 interest 5.00");
    }

    [Fact]
    public async Task Open_cases_without_net_deposits_are_listed_longest_waiting_first()
    {
        // Out: N2 funded that day, N4 closed that day, N6 not opened yet, N8 cancelled, N9 holds one cent of its deposit.
        Assert.Equal(
            [
                "N1 | surrogacy | Agency NW | NW | Ana Sample | ID | 2026-03-01 | 30 | True | 2026-03-10 | False",
                "N3 | surrogacy | Agency NW | NW | (no sales staff) | · | 2026-03-06 | 25 | False | · | True",
                "N5 | surrogacy | Agency NW | NW | (no sales staff) | · | 2026-03-09 | 22 | False | · | False",
                "N10 | surrogacy | Agency NW | NW | (no sales staff) | · | 2026-03-14 | 17 | False | · | False",
                Donation,
            ],
            await LinesAsync(("asOf", "2026-03-31")));
        Assert.Equal(5, Total(await PreviewAsync(("asOf", "2026-03-31")), "case_number", null));
    }

    [Fact]
    public async Task Only_a_case_that_had_deposits_leads_to_them() =>
        Assert.Equal(["N3"], (await PreviewAsync(("asOf", "2026-03-31"))).Rows.Where(row => row.Drills.ContainsKey("deposit_reversed")).Select(row => row.Cells[0]));

    [Theory]
    [InlineData("2026-02-28", "")]
    [InlineData("2026-03-09", "N1 N2 N3 N4 N5")]
    [InlineData("2026-03-10", "N1 N2 N4 N5")]
    [InlineData("2026-03-18", "N1 N2 N4 N10")]
    [InlineData("2026-03-20", "N1 N2 N3 N4 N10")]
    [InlineData("2026-03-30", "N1 N2 N3 N4 N5 N10")]
    [InlineData("2030-01-01", "N1 N3 N5 N10 N7 N6")]
    public async Task Each_day_has_its_own_answer(string day, string cases) =>
        Assert.Equal(cases, string.Join(' ', (await LinesAsync(("asOf", day))).Select(line => line.Split(' ')[0])));

    [Fact]
    public async Task A_contract_uploaded_later_does_not_count_yet() =>
        Assert.Equal(
            "N1 | surrogacy | Agency NW | NW | Ana Sample | ID | 2026-03-01 | 8 | False | · | False",
            (await LinesAsync(("asOf", "2026-03-09")))[0]);

    [Theory]
    [InlineData("agency", "SE", "N7")]
    [InlineData("staff", "ANA", "N1")]
    [InlineData("caseType", "egg_donation", "N7")]
    [InlineData("state", "ID", "N1")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string number) =>
        Assert.StartsWith(number + " ", Assert.Single(await LinesAsync(("asOf", "2026-03-31"), (parameter, value))), StringComparison.Ordinal);

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone() =>
        Assert.Equal([Donation], await LinesAsync(OnlySe, ("asOf", "2026-03-31")));
}
