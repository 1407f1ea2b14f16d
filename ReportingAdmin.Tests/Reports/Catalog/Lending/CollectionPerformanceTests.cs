using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class CollectionPerformanceTests() : LendingReportTest("lending/collection-performance")
{
    private const string Promises = "code promises due kept broken kept_rate pending cancelled promised paid kept_rate_amount";

    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31"), ("asOf", "2026-11-21")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.ProgramAsync("A");
        await Seed.RowsAsync("lending.collector", "code=C1 name=Ann", "code=C2 name=Ben");
        await Seed.RowsAsync("lending.collection_queue", "code=EARLY name=Early", "code=LATE name=Late");
        foreach (var n in Enumerable.Range(1, 14))
        {
            await Seed.LoanAsync(FormattableString.Invariant($"L{n}"), n == 14 ? "P2" : "P1", n == 13 ? "2024-02-29" : "2025-01-15", program: n == 12 ? "A" : null);
        }
    }

    // Due 10: six paid in full in the grace, one 96 %, two nothing, one late; three still pending, one cancelled.
    [Theory]
    [Golden(GoldenNumbersTests.PromisesKept)]
    [InlineData(null, "6", "4", "0.600000000000")]
    [InlineData("0.95", "7", "3", "0.700000000000")]
    public async Task The_golden_promises_are_kept_by_60_percent_and_by_70_at_a_tolerance_of_95(string? tolerance, string kept, string broken, string rate)
    {
        await SeedGoldenPromisesAsync();
        (string, string)[] parameters = [.. s_october.Take(2), ("asOf", "2026-10-31"), .. tolerance is null ? Array.Empty<(string, string)>() : [("tolerance", tolerance)]];

        Assert.Equal([$"C1 | 14 | 10 | {kept} | {broken} | {rate} | 3 | 1 | 1000.00 | 696.00 | 0.696000000000"], await LinesAsync("collectors", Promises, parameters));
    }

    [Fact]
    public async Task Grace_and_tolerance_come_from_the_settings_and_are_printed()
    {
        await SeedGoldenPromisesAsync();
        var engine = new TestEngine(Db, conventions: new ConventionOptions { PromiseGraceDays = 9, PromiseTolerance = 0.95m });

        var preview = await engine.PreviewAsync("lending/collection-performance", "collectors", [.. s_october]);

        Assert.Equal("9", preview.Parameters.Single(parameter => parameter.Name == "graceDays").Resolved);
        Assert.Equal("0.95", preview.Parameters.Single(parameter => parameter.Name == "tolerance").Resolved);
        Assert.Equal(8m, Total(preview, "kept", "USD"));
    }

    // 70 paid within both promises' days: the one due first takes its 50, the other 20 of 40.
    [Fact]
    public async Task Of_two_promises_the_first_due_takes_the_payment_first_and_what_is_taken_back_does_not_count()
    {
        await Seed.RowsAsync("lending.promise",
            "number=R1 loan=L1 collector=C1 queue=EARLY promised_on=2026-10-01 due_on=2026-10-12 amount=40",
            "number=R2 loan=L1 collector=C2 queue=LATE promised_on=2026-10-05 due_on=2026-10-10 amount=50");
        await Seed.PaymentsAsync("PM1 L1 2026-10-06 70.00 principal=70.00", "PM2 L1 2026-10-07 99.00 principal=99.00", "PM3 L1 2026-10-09 -99.00 principal=-99.00 kind=nsf of=PM2");

        Assert.Equal(
            ["C1 | 1 | 1 | 0 | 1 | 0.000000000000 | 0 | 0 | 40.00 | 20.00 | 0.500000000000", "C2 | 1 | 1 | 1 | 0 | 1.000000000000 | 0 | 0 | 50.00 | 50.00 | 1.000000000000"],
            await LinesAsync("collectors", Promises, s_october));
    }

    // Mountain time: the attempt at 05:30 UTC on the first is of 30 September.
    [Fact]
    public async Task Attempts_contacts_and_penetration_each_have_their_own_denominator()
    {
        await Seed.RowsAsync("lending.queue_assignment",
            "loan=L1 from_on=2026-09-01 queue=EARLY collector=C1", "loan=L2 from_on=2026-10-31 queue=EARLY collector=C1", "loan=L3 from_on=2026-09-01 to_on=2026-09-30 queue=EARLY collector=C1");
        await Seed.RowsAsync("lending.contact_attempt",
            "number=A0 loan=L1 collector=C1 queue=EARLY attempted_at=2026-10-01T05:30:00Z outcome=right_party",
            "number=A1 loan=L1 collector=C1 queue=EARLY attempted_at=2026-10-02T18:00:00Z outcome=right_party",
            "number=A2 loan=L1 collector=C1 queue=EARLY attempted_at=2026-10-03T18:00:00Z outcome=right_party",
            "number=A3 loan=L2 collector=C1 queue=EARLY attempted_at=2026-10-03T18:00:00Z outcome=third_party",
            "number=A4 loan=L2 attempted_at=2026-11-01T05:00:00Z outcome=no_answer");

        Assert.Equal(
            ["(none) | 1 | 0 | 0.000000000000 | 0 | 0.000000000000 | 0 | 0 | ·", "EARLY | 3 | 3 | 1.000000000000 | 2 | 0.666666666667 | 2 | 1 | 0.500000000000"],
            await LinesAsync("queues", "code attempts contacts contact_rate right_party_contacts rpc_rate accounts accounts_reached penetration", s_october));
    }

    // L1 is C2's until the 19th and C1's from the 20th. Who spoke to it when the other had it has reached no account of his own.
    [Theory]
    [InlineData("C1", "2026-10-05", "C1 | 1 | 0; C2 | 1 | 0")]
    [InlineData("C1", "2026-10-19", "C1 | 1 | 0; C2 | 1 | 0")]
    [InlineData("C1", "2026-10-20", "C1 | 1 | 1; C2 | 1 | 0")]
    [InlineData("C2", "2026-10-19", "C1 | 1 | 0; C2 | 1 | 1")]
    [InlineData("C2", "2026-10-20", "C1 | 1 | 0; C2 | 1 | 0")]
    public async Task An_account_is_reached_by_who_has_it_on_the_day_of_the_talk(string collector, string day, string expected)
    {
        await Seed.RowsAsync("lending.queue_assignment", "loan=L1 from_on=2026-10-01 queue=EARLY collector=C2", "loan=L1 from_on=2026-10-20 queue=EARLY collector=C1");
        await Seed.RowsAsync("lending.contact_attempt", $"number=A1 loan=L1 collector={collector} queue=EARLY attempted_at={day}T18:00:00Z outcome=right_party");

        Assert.Equal(expected, string.Join("; ", await LinesAsync("collectors", "code accounts accounts_reached", s_october)));
        // The queue had it all the time.
        Assert.Equal(["EARLY | 1 | 1 | 1.000000000000"], await LinesAsync("queues", "code accounts accounts_reached penetration", s_october));
    }

    // One right-party contact of four attempts, two of which reached somebody.
    [Theory]
    [InlineData(null, "attempts", "4 | 0.250000000000")]
    [InlineData(null, "contacts", "2 | 0.500000000000")]
    [InlineData("contacts", "attempts", "2 | 0.500000000000")]
    [InlineData("attempts", "contacts", "4 | 0.250000000000")]
    public async Task The_rate_of_right_parties_has_the_denominator_chosen_or_set_and_shows_it(string? chosen, string setting, string expected)
    {
        await Seed.RowsAsync("lending.contact_attempt",
            "number=A1 loan=L1 queue=EARLY attempted_at=2026-10-02T18:00:00Z outcome=right_party",
            "number=A2 loan=L1 queue=EARLY attempted_at=2026-10-03T18:00:00Z outcome=no_answer",
            "number=A3 loan=L2 queue=EARLY attempted_at=2026-10-03T18:00:00Z outcome=third_party",
            "number=A4 loan=L2 queue=EARLY attempted_at=2026-10-04T18:00:00Z outcome=left_message");
        var engine = new TestEngine(Db, conventions: new ConventionOptions { RightPartyRateOf = setting });
        (string, string)[] parameters = [.. s_october, .. chosen is null ? Array.Empty<(string, string)>() : [("rightPartyOf", chosen)]];

        var preview = await engine.PreviewAsync("lending/collection-performance", "queues", parameters);

        Assert.Contains($" | {expected} | ", Assert.Single(TestEngine.Lines(preview)), StringComparison.Ordinal);
        Assert.Equal(chosen ?? setting, preview.Parameters.Single(parameter => parameter.Name == "rightPartyOf").Resolved, ignoreCase: true);
        Assert.Equal(decimal.Parse(expected.Split(" | ")[1], System.Globalization.CultureInfo.InvariantCulture), Total(preview, "rpc_rate", "USD"));
    }

    // L1 pays in the early queue on the 10th and moves on the 11th; L2 is cured by that day's payment, L3 stays late.
    [Fact]
    public async Task Money_and_cures_go_to_who_had_the_loan_on_that_day()
    {
        await Seed.RowsAsync("lending.queue_assignment",
            "loan=L1 from_on=2026-10-01 queue=EARLY collector=C1", "loan=L1 from_on=2026-10-11 queue=LATE collector=C2",
            "loan=L2 from_on=2026-10-01 queue=EARLY collector=C1", "loan=L2 from_on=2026-10-21 queue=LATE collector=C2",
            "loan=L3 from_on=2026-10-01 queue=EARLY");
        await Seed.PaymentsAsync("PM1 L1 2026-10-10 30.00 principal=30.00", "PM2 L1 2026-10-11 20.00 principal=20.00", "PM3 L2 2026-10-20 60.00 principal=60.00", "PM4 L4 2026-10-20 5.00 principal=5.00");
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=10", "L2 100.00 dpd=31", "L3 100.00 dpd=40", "L4 100.00 dpd=45", "L5 100.00 dpd=90");
        await Seed.MonthAsync("2026-10-31", "L1 50.00 dpd=0", "L2 40.00 dpd=0", "L3 100.00 dpd=71", "L4 95.00 dpd=0", "L5 0.00 left=paid_off");

        Assert.Equal(
            ["(none) | 0.00 | 1 | 0 | 0.000000000000", "(not assigned) | 0.00 | 2 | 1 | 0.500000000000", "C1 | 90.00 | 1 | 1 | 1.000000000000", "C2 | 20.00 | 0 | 0 | ·"],
            await LinesAsync("collectors", "code collected delinquent cured cure_rate", s_october));
    }

    // As delinquency aging has it: L2 cured, L3 is gone from the snapshot and stays in the denominator; nothing is said of a month that was not loaded.
    [Fact]
    public async Task A_late_loan_that_the_next_snapshot_does_not_have_did_not_cure()
    {
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=0", "L2 100.00 dpd=31", "L3 100.00 dpd=40");
        await Seed.MonthAsync("2026-10-31", "L1 50.00 dpd=45", "L2 40.00 dpd=0");

        Assert.Equal(["(not assigned) | 2 | 1 | 0.500000000000"], await LinesAsync("collectors", "code delinquent cured cure_rate", s_october));
        Assert.Empty(await LinesAsync("collectors", "code delinquent cured cure_rate", ("from", "2026-11-01"), ("to", "2026-11-30")));

    }

    // L2 cured and L3 is not there yet, or L4 was late and not there: of what chance has loaded the rate would be 100 %. P2 is loaded in full.
    [Theory]
    [InlineData("2026-09-30")]
    [InlineData("2026-10-31")]
    public async Task A_month_that_is_loaded_in_part_says_nothing_of_cures(string part)
    {
        await Seed.MonthAsync("2026-09-30", "L2 100.00 dpd=31", "L3 100.00 dpd=40", "L14 100.00 dpd=40 in=P2");
        await Seed.MonthAsync("2026-10-31", "L2 40.00 dpd=0", "L4 100.00 dpd=60", "L14 100.00 dpd=0 in=P2");
        await Seed.LoadedAsync(part, "P1", complete: false);

        Assert.Equal(["(not assigned) | 1 | 1 | 1.000000000000"], await LinesAsync("collectors", "code delinquent cured cure_rate", s_october));
        Assert.Empty(await LinesAsync("collectors", "code delinquent cured cure_rate", [.. s_october, ("portfolio", "P1")]));
        Assert.Equal(TieOutState.Green, (await TieOutAsync("CuresInSnapshots", s_october)).State);
    }

    [Theory]
    [InlineData("portfolio", "P2")]
    [InlineData("program", "A")]
    [InlineData("vintage", "2024")]
    public async Task Each_filter_keeps_its_loans(string parameter, string value)
    {
        foreach (var n in new[] { 1, 12, 13, 14 })
        {
            await Seed.RowsAsync("lending.contact_attempt", FormattableString.Invariant($"number=A{n} loan=L{n} collector=C1 queue=EARLY attempted_at=2026-10-02T18:00:00Z outcome=no_answer"));
        }

        Assert.Equal(["C1 | 1"], await LinesAsync("collectors", "code attempts", [.. s_october, (parameter, value)]));
    }

    [Fact]
    public async Task Nothing_done_is_no_row_and_currencies_stand_apart()
    {
        Assert.Empty(await LinesAsync("collectors", "code", s_october));

        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.promise", "number=R1 loan=E1 promised_on=2026-10-01 due_on=2026-10-02 amount=9999999999999999.99");
        Assert.Equal(["(none) | EUR | 9999999999999999.99"], await LinesAsync("queues", "code currency promised", s_october));
    }

    // Two right-party contacts and a promise of Ann; Ben's promise came without a contact.
    [Fact]
    public async Task The_promise_rate_is_of_right_party_contacts_and_blank_without_one()
    {
        await Seed.RowsAsync("lending.contact_attempt",
            "number=A1 loan=L1 collector=C1 queue=EARLY attempted_at=2026-10-02T18:00:00Z outcome=right_party",
            "number=A2 loan=L2 collector=C1 queue=EARLY attempted_at=2026-10-03T18:00:00Z outcome=right_party");
        await Seed.RowsAsync("lending.promise",
            "number=R1 loan=L1 collector=C1 queue=EARLY promised_on=2026-10-02 due_on=2026-10-12 amount=40",
            "number=R2 loan=L3 collector=C2 queue=LATE promised_on=2026-10-05 due_on=2026-10-10 amount=50");
        await Seed.PaymentsAsync("PM1 L3 2026-10-06 50.00 principal=50.00");

        Assert.Equal(
            ["C1 | 2 | 1 | 0.500000000000 | 0 | 1", "C2 | 0 | 1 | · | 1 | 0"],
            await LinesAsync("collectors", "code right_party_contacts promises promise_rate kept broken", s_october));
        Assert.Equal(
            ["EARLY | 2 | 1 | 0.500000000000 | 0 | 1", "LATE | 0 | 1 | · | 1 | 0"],
            await LinesAsync("queues", "code right_party_contacts promises promise_rate kept broken", s_october));
    }

    // Due on the 30th with three days of grace: on the 31st nothing is decided.
    [Fact]
    public async Task While_every_promise_is_pending_there_is_no_kept_rate()
    {
        await Seed.RowsAsync("lending.promise", "number=R1 loan=L1 collector=C1 promised_on=2026-10-02 due_on=2026-10-30 amount=40");

        Assert.Equal(
            ["C1 | 1 | 0 | 0 | 0 | · | 1 | 0 | 0.00 | 0.00 | ·"],
            await LinesAsync("collectors", Promises, ("from", "2026-10-01"), ("to", "2026-10-31"), ("asOf", "2026-10-31")));
    }

    private async Task SeedGoldenPromisesAsync()
    {
        for (var n = 1; n <= 14; n++)
        {
            // The last three are due on the last days of the month: their grace ends on the as-of day or later.
            var due = n is > 10 and <= 13 ? "2026-10-29" : "2026-10-10";
            var cancelled = n == 14 ? " cancelled_on=2026-10-09" : "";
            await Seed.RowsAsync("lending.promise",
                FormattableString.Invariant($"number=R{n:00} loan=L{n} collector=C1 queue=EARLY promised_on=2026-10-05 due_on={due} amount=100{cancelled}"));
            var (day, amount) = n switch { <= 6 => ("2026-10-13", 100m), 7 => ("2026-10-08", 96m), 10 => ("2026-10-14", 100m), _ => ("", 0m) };
            if (amount > 0)
            {
                await Seed.PaymentsAsync(FormattableString.Invariant($"PM{n} L{n} {day} {amount:0.00} principal={amount:0.00}"));
            }
        }
    }
}
