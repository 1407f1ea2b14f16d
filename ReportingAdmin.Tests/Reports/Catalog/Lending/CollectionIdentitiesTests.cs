using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Promises and cures of collection performance, against payments and snapshots taken in another way.</summary>
public sealed class CollectionIdentitiesTests() : LendingReportTest("lending/collection-performance")
{
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31"), ("asOf", "2026-11-21")];

    // C1's R1 takes 50 of the 70 that lie in both promises' days, C2's R2 the other 20 and 25 of its own 30 of the 20th; R3 of C1 is
    // due with nothing paid. PM3 is taken back. L2 cures in the late queue, L3 stays late in the early one, L4 is gone from the snapshot.
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.RowsAsync("lending.collector", "code=C1 name=Ann", "code=C2 name=Ben");
        await Seed.RowsAsync("lending.collection_queue", "code=EARLY name=Early", "code=LATE name=Late");
        foreach (var number in new[] { "L1", "L2", "L3", "L4" })
        {
            await Seed.LoanAsync(number, "P1");
        }

        await Seed.LoanAsync("L5", "P2");
        await Seed.RowsAsync("lending.promise",
            "number=R1 loan=L1 collector=C1 promised_on=2026-10-05 due_on=2026-10-10 amount=50",
            "number=R2 loan=L1 collector=C2 promised_on=2026-10-01 due_on=2026-10-20 amount=45",
            "number=R3 loan=L3 collector=C1 promised_on=2026-10-01 due_on=2026-10-15 amount=30",
            "number=R4 loan=L1 collector=C2 promised_on=2026-10-01 due_on=2026-10-08 amount=60 cancelled_on=2026-10-02");
        await Seed.PaymentsAsync(
            "PM1 L1 2026-10-06 70.00 principal=70.00", "PM2 L1 2026-10-20 30.00 principal=30.00",
            "PM3 L3 2026-10-12 30.00 principal=30.00", "PM4 L3 2026-10-14 -30.00 principal=-30.00 kind=nsf of=PM3",
            "PM5 L2 2026-10-25 60.00 principal=60.00");
        await Seed.RowsAsync("lending.queue_assignment",
            "loan=L2 from_on=2026-10-01 queue=EARLY collector=C1", "loan=L2 from_on=2026-10-21 queue=LATE collector=C2",
            "loan=L3 from_on=2026-10-01 queue=EARLY collector=C1", "loan=L4 from_on=2026-09-01 to_on=2026-10-10 queue=EARLY");
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=10", "L2 100.00 dpd=31", "L3 100.00 dpd=40", "L4 100.00 dpd=150");
        await Seed.MonthAsync("2026-10-31", "L1 50.00 dpd=0", "L2 40.00 dpd=0", "L3 100.00 dpd=71");
    }

    [Fact]
    public async Task Promises_and_cures_of_the_report_are_a_side()
    {
        Assert.Equal(
            ["C1 | 2 | 1 | 80.00 | 50.00", "C2 | 1 | 1 | 45.00 | 45.00"],
            (await LinesAsync("collectors", "code due kept promised paid", s_october)).Where(line => line[0] != '('));
        Assert.Equal(
            ["(not assigned) | 1 | 0", "EARLY | 1 | 0", "LATE | 1 | 1"],
            (await LinesAsync("queues", "code delinquent cured", s_october)).Where(line => !line.StartsWith("(none)", StringComparison.Ordinal)));
        Assert.All(await Engine.TieOutsAsync("lending/collection-performance", s_october), result => Assert.Equal(TieOutState.Green, result.State));
    }

    [Theory]
    [InlineData("portfolio", "P2")]
    [InlineData("vintage", "2025")]
    [InlineData("currency", "USD")]
    [InlineData("tolerance", "0.4")]
    [InlineData("graceDays", "0")]
    [InlineData("asOf", "2026-10-12")]
    [InlineData("from", "2026-10-21")]
    [InlineData("daysPastDue", "mba")]
    public async Task They_agree_whatever_is_asked(string parameter, string value) =>
        Assert.All(
            await Engine.TieOutsAsync("lending/collection-performance", [.. s_october.Where(pair => pair.Item1 != parameter), (parameter, value)]),
            result => Assert.Equal(TieOutState.Green, result.State));

    [Theory]
    [Breaks("PromisesKept", Harm.All)]
    [InlineData(Harm.Cent, "45.01")]
    [InlineData(Harm.Missing, "0")]
    [InlineData(Harm.Doubled, "90.00")]
    public async Task Money_of_promises_that_the_report_prints_wrong_is_red_at_its_collector(Harm harm, string printed) =>
        Assert.Equal(
            [$"USD C2, paid: Promises and payments 45.00, This report {printed}"],
            Red(await Engine.FalsifiedAsync("lending/collection-performance", "PromisesKept", "C2, paid", harm, s_october)));

    [Theory]
    [Breaks("CuresInSnapshots", Harm.All)]
    [InlineData(Harm.Cent, "1.01")]
    [InlineData(Harm.Missing, "0")]
    [InlineData(Harm.Doubled, "2")]
    public async Task Cures_that_the_report_prints_wrong_are_red_at_their_queue(Harm harm, string printed) =>
        Assert.Equal(
            [$"USD LATE, cures: Snapshots and assignments 1, This report {printed}"],
            Red(await Engine.FalsifiedAsync("lending/collection-performance", "CuresInSnapshots", "LATE, cures", harm, s_october)));
}
