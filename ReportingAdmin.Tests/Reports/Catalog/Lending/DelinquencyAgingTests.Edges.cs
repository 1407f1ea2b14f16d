using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class DelinquencyAgingTests
{
    // Loans without principal count by number; a rate by principal would divide by nothing.
    [Fact]
    public async Task Without_any_principal_rates_by_principal_are_blank_and_those_by_loans_stand()
    {
        await Seed.MonthAsync("2026-09-30", "L1 0.00 dpd=30");
        await Seed.MonthAsync("2026-10-31", "L1 0.00 dpd=0");

        Assert.Equal("Current | 1 | 1.000000000000 | ·", (await LinesAsync("buckets", "bucket loans loans_share upb_share", s_october))[0]);
        Assert.Equal(
            ["30-59 | Current | 1 | · | 1.000000000000", "30+ | Current | 1 | · | 1.000000000000"],
            await LinesAsync("transitions", "from_state to_state from_loans rate_upb rate_loans", s_october));
        Assert.Equal(TieOutState.Green, (await TieOutAsync("RollRows", s_october)).State);
    }

    [Fact]
    public async Task Every_row_says_how_many_loans_stood_in_its_state_before()
    {
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=30", "L2 300.00 dpd=45", "L3 50.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=0", "L2 300.00 dpd=75", "L3 50.00 dpd=0");

        Assert.Equal(
            ["Current | Current | 1 | 1", "30-59 | Current | 1 | 2", "30-59 | 60-89 | 1 | 2", "30+ | Current | 1 | 2", "30+ | 60-89 | 1 | 2"],
            await LinesAsync("transitions", "from_state to_state loans from_loans", s_october));
    }

    // The loan is 30 days late on 29 February and 60 on the last of March.
    [Fact]
    public async Task A_leap_february_stands_between_january_and_march()
    {
        await Seed.LoanAsync("Z1", "P1", "2023-05-01");
        await Seed.MonthAsync("2024-01-31", "Z1 100.00 dpd=0");
        await Seed.MonthAsync("2024-02-29", "Z1 100.00 dpd=30 began=100 paid=0 prepaid=0");
        await Seed.MonthAsync("2024-03-31", "Z1 100.00 dpd=60 began=100 paid=0 prepaid=0");
        (string, string)[] march = [("asOf", "2024-03-31"), ("rollMonths", "2")];

        Assert.Equal(
            [
                "Current | 30-59 | 1 | 100.00 | 100.00 | 1.000000000000 | 1.000000000000",
                "30-59 | 60-89 | 1 | 100.00 | 100.00 | 1.000000000000 | 1.000000000000",
                "30+ | Current | 0 | 0.00 | 100.00 | 0.000000000000 | 0.000000000000",
                "30+ | 60-89 | 1 | 100.00 | 100.00 | 1.000000000000 | 1.000000000000",
            ],
            await LinesAsync("transitions", Rates, march));
        Assert.Equal(TieOutState.Green, (await TieOutAsync("RollRows", march)).State);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("MonthBeginning", march)).State);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("MonthBeginning", ("asOf", "2024-02-29"))).State);
    }

    // Loans of one state are those of the other side, whichever way 120 days and more are shown.
    [Theory]
    [InlineData("false", "120+")]
    [InlineData("true", "120-149")]
    public async Task The_rows_of_120_days_and_more_tie_out_split_and_together(string split, string state)
    {
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=130");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=160");
        (string, string)[] parameters = [.. s_october, ("splitOver120", split)];

        Assert.Equal(state, (await LinesAsync("transitions", "from_state", parameters))[0]);
        var result = await TieOutAsync("RollRows", parameters);
        Assert.Equal(TieOutState.Green, result.State);
        Assert.Equal(100m, result.Sides.Single().Sides.Single(side => side.Source == "This report").Amount);
    }

    [Fact]
    public async Task Two_currencies_roll_apart_and_one_of_them_is_red_by_itself()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=0", "E1 7.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 dpd=0", "E1 7.00 dpd=30");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("RollRows", s_october)).State);

        await Db.ExecuteAsync("alter table lending.loan_month drop constraint loan_month_key cascade");
        await Db.ExecuteAsync("insert into lending.loan_month select m.* from lending.loan_month m where m.month_end = '2026-10-31' and m.upb = 7.00");

        Assert.Equal(["EUR Current: Snapshot a month before 7.00, Transitions 14.00, This report 14.00"], Red(await TieOutAsync("RollRows", s_october)));
    }
}
