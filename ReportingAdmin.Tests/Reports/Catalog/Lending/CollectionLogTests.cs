using System.Globalization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>
/// What stands behind the collection performance of 1 to 20 October, as known on the 22nd; the cures are those of the whole month. C1 has
/// L1 until the 10th, C2 from then on and L2; nobody has L3, of another portfolio, and E1, in euros.
/// </summary>
public sealed class CollectionLogTests() : LendingReportTest("lending/collection-log")
{
    private const string Performance = "lending/collection-performance";

    private static readonly (string, string)[] s_days = [("from", "2026-10-01"), ("to", "2026-10-20"), ("asOf", "2026-10-22")];
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31"), ("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.LoanAsync("L3", "P2");
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.collector", "code=C1 name=Ann", "code=C2 name=Ben");
        await Seed.RowsAsync("lending.collection_queue", "code=EARLY name=Early", "code=LATE name=Late");
        await Seed.RowsAsync("lending.queue_assignment",
            "loan=L1 from_on=2026-10-01 queue=EARLY collector=C1", "loan=L1 from_on=2026-10-11 queue=LATE collector=C2", "loan=L2 from_on=2026-10-01 queue=LATE collector=C2");
        // In Boise A4 is of the evening of the 20th and A5 of the night after.
        await Seed.RowsAsync("lending.contact_attempt",
            "number=A1 loan=L1 collector=C1 queue=EARLY attempted_at=2026-10-02T18:00:00Z outcome=right_party",
            "number=A2 loan=L1 collector=C1 queue=EARLY attempted_at=2026-10-03T18:00:00Z outcome=no_answer",
            "number=A3 loan=L2 collector=C2 queue=LATE attempted_at=2026-10-20T18:00:00Z outcome=third_party",
            "number=A4 loan=L2 attempted_at=2026-10-21T05:00:00Z outcome=left_message",
            "number=A5 loan=L1 collector=C1 queue=EARLY attempted_at=2026-10-21T07:00:00Z outcome=right_party",
            "number=A6 loan=E1 collector=C1 queue=EARLY attempted_at=2026-10-05T18:00:00Z outcome=right_party",
            "number=A7 loan=L3 collector=C2 queue=LATE attempted_at=2026-10-06T18:00:00Z outcome=right_party");
        await Seed.RowsAsync("lending.promise",
            "number=R1 loan=L1 collector=C1 queue=EARLY promised_on=2026-10-02 due_on=2026-10-10 amount=50",
            "number=R2 loan=L2 collector=C2 queue=LATE promised_on=2026-10-05 due_on=2026-10-12 amount=40",
            "number=R3 loan=L2 collector=C2 queue=LATE promised_on=2026-10-06 due_on=2026-10-13 amount=30 cancelled_on=2026-10-07",
            "number=R4 loan=L1 collector=C1 queue=EARLY promised_on=2026-10-20 due_on=2026-10-31 amount=70",
            "number=R5 loan=L3 collector=C2 queue=LATE promised_on=2026-09-30 due_on=2026-10-20 amount=60",
            "number=R6 loan=E1 collector=C1 queue=EARLY promised_on=2026-10-05 due_on=2026-10-06 amount=9");
        await Seed.PaymentsAsync(
            "PM1 L1 2026-10-12 50.00 principal=50.00", "PM2 L2 2026-10-06 15.00 principal=15.00",
            "PM3 L2 2026-10-08 20.00 principal=20.00", "PM4 L2 2026-10-09 -20.00 principal=-20.00 kind=nsf of=PM3", "PM5 L3 2026-10-09 5.00 principal=5.00");
        await Seed.MonthAsync("2026-09-30", "L1 100.00 dpd=31", "L2 100.00 dpd=40", "L3 100.00 dpd=45");
        await Seed.MonthAsync("2026-10-31", "L1 50.00 dpd=0", "L2 85.00 dpd=71", "L3 0.00 left=paid_off");
    }

    [Fact]
    public async Task Promises_taken_or_due_say_what_became_of_them() =>
        Assert.Equal(
            [
                "R6 | E1 | True | broken | 9.00 | 0.00", "R1 | L1 | True | kept | 50.00 | 50.00", "R2 | L2 | True | broken | 40.00 | 15.00",
                "R3 | L2 | True | cancelled | 30.00 | 0.00", "R5 | L3 | False | pending | 60.00 | 5.00", "R4 | L1 | True | · | 70.00 | 0.00",
            ],
            await LinesAsync("promises", "number loan_number taken state amount paid", s_days));

    [Fact]
    public async Task Payments_are_of_who_had_the_loan_that_day_and_those_of_nobody_are_left_out() =>
        Assert.Equal(
            ["PM2 | payment | C2 | LATE | 15.00", "PM3 | payment | C2 | LATE | 20.00", "PM4 | NSF | C2 | LATE | -20.00", "PM1 | payment | C2 | LATE | 50.00"],
            await LinesAsync("payments", "payment_number entry collector queue amount", s_days));

    // L1 changed hands on the 11th; A1 alone reached the borrower of a loan that was assigned, and by C1 for EARLY.
    [Theory]
    [InlineData("", "L1 | 2026-10-01 | · | True | 1 | C1, C2 | EARLY, LATE", "L2 | 2026-10-01 | · | False | 0 | C2 | LATE")]
    [InlineData("collector=C1", "L1 | 2026-10-01 | 2026-10-10 | True | 1 | C1 | EARLY")]
    [InlineData("collector=C2", "L1 | 2026-10-11 | · | False | 0 | C2 | LATE", "L2 | 2026-10-01 | · | False | 0 | C2 | LATE")]
    [InlineData("queue=EARLY", "L1 | 2026-10-01 | 2026-10-10 | True | 1 | C1 | EARLY")]
    [InlineData("reachedOnly=true", "L1 | 2026-10-01 | · | True | 1 | C1, C2 | EARLY, LATE")]
    [InlineData("from=2026-10-11", "L1 | 2026-10-11 | · | False | 0 | C2 | LATE", "L2 | 2026-10-01 | · | False | 0 | C2 | LATE")]
    public async Task Accounts_are_loans_that_somebody_had_and_say_whether_these_reached_the_borrower(string asked, params string[] expected)
    {
        var days = s_days.Where(day => !asked.StartsWith(day.Item1 + "=", StringComparison.Ordinal));
        var extra = asked.Split('=') is [var name, var value] ? new[] { (name, value) } : [];

        Assert.Equal(expected, await LinesAsync("accounts", "loan_number assigned_from assigned_to reached right_party_contacts collectors queues", [.. days, .. extra]));
    }

    [Fact]
    public async Task Late_loans_say_whether_they_cured_and_to_whose_credit() =>
        Assert.Equal(
            ["L1 | 2026-10-31 | True | C2 | LATE", "L2 | 2026-10-31 | False | C2 | LATE", "L3 | 2026-10-31 | False | (not assigned) | (not assigned)"],
            await LinesAsync("late-loans", "loan_number month_end cured collector queue", s_october));

    // Rows: (none), C1 in EUR, C1 and C2 in USD.
    [Theory]
    [InlineData("attempts", "number", null, "1: A4; 1: A6; 2: A1 A2; 2: A7 A3")]
    [InlineData("contacts", "number", null, "0:; 1: A6; 1: A1; 2: A7 A3")]
    [InlineData("right_party_contacts", "number", null, "0:; 1: A6; 1: A1; 1: A7")]
    [InlineData("rpc_base", "number", null, "1: A4; 1: A6; 2: A1 A2; 2: A7 A3")]
    [InlineData("accounts", "loan_number", null, "0:; 0:; 1: L1; 2: L1 L2")]
    [InlineData("accounts_reached", "loan_number", null, "0:; 0:; 1: L1; 0:")]
    [InlineData("promises", "number", null, "0:; 1: R6; 2: R1 R4; 2: R2 R3")]
    [InlineData("due", "number", null, "0:; 1: R6; 1: R1; 1: R2")]
    [InlineData("kept", "number", null, "0:; 0:; 1: R1; 0:")]
    [InlineData("broken", "number", null, "0:; 1: R6; 0:; 1: R2")]
    [InlineData("pending", "number", null, "0:; 0:; 0:; 1: R5")]
    [InlineData("cancelled", "number", null, "0:; 0:; 0:; 1: R3")]
    [InlineData("promised", "number", "amount", "0.00:; 9.00: R6; 50.00: R1; 40.00: R2")]
    [InlineData("paid", "number", "paid", "0.00:; 0.00:; 50.00: R1; 15.00: R2")]
    [InlineData("collected", "payment_number", "amount", "0.00:; 0.00:; 0.00:; 65.00: PM2 PM3 PM4 PM1")]
    public async Task A_collectors_figure_leads_to_its_rows(string column, string listed, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Performance, "collectors", s_days), column, listed, sum)));

    // Rows: (none), EARLY in EUR, EARLY and LATE in USD.
    [Theory]
    [InlineData("attempts", "number", null, "1: A4; 1: A6; 2: A1 A2; 2: A7 A3")]
    [InlineData("accounts", "loan_number", null, "0:; 0:; 1: L1; 2: L1 L2")]
    [InlineData("accounts_reached", "loan_number", null, "0:; 0:; 1: L1; 0:")]
    [InlineData("due", "number", null, "0:; 1: R6; 1: R1; 1: R2")]
    [InlineData("collected", "payment_number", "amount", "0.00:; 0.00:; 0.00:; 65.00: PM2 PM3 PM4 PM1")]
    public async Task A_queues_figure_leads_to_its_rows(string column, string listed, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Performance, "queues", s_days), column, listed, sum)));

    // A rate leads to its denominator, where each row says whether it is in the numerator too. Rows as above; none leads where there is no rate.
    [Theory]
    [InlineData("contact_rate", "number outcome", "0: A4 left message", "1: A6 right party", "0.5: A1 right party, A2 no answer", "1: A7 right party, A3 third party")]
    [InlineData("rpc_rate", "number outcome", "0: A4 left message", "1: A6 right party", "0.5: A1 right party, A2 no answer", "0.5: A7 right party, A3 third party")]
    [InlineData("penetration", "loan_number reached", "·", "·", "1: L1 True", "0: L1 False, L2 False")]
    [InlineData("kept_rate", "number state", "·", "0: R6 broken", "1: R1 kept", "0: R2 broken")]
    [InlineData("kept_rate_amount", "number amount paid", "·", "0: R6 9.00 0.00", "1: R1 50.00 50.00", "0.375: R2 40.00 15.00")]
    [InlineData("promise_rate", "number", "·", "1", "2", "2")]
    public async Task A_rate_leads_to_its_denominator(string column, string listed, params string[] expected) =>
        Assert.Equal(expected, await RatesAsync(column, listed, s_days));

    [Fact]
    public async Task Out_of_contacts_the_rate_of_right_parties_leads_to_the_contacts()
    {
        (string, string)[] ofContacts = [.. s_days, ("rightPartyOf", "contacts")];

        Assert.Equal(["·", "1: A6 right party", "1: A1 right party", "0.5: A7 right party, A3 third party"], await RatesAsync("rpc_rate", "number outcome", ofContacts));
        Assert.Equal(["0:", "1: A6", "1: A1", "2: A7 A3"], await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Performance, "collectors", ofContacts), "rpc_base", "number"));
    }

    // Rows as below: only (not assigned) and C2 had late loans.
    [Fact]
    public async Task A_cure_rate_leads_to_the_late_loans() =>
        Assert.Equal(["·", "0: L3 False", "·", "·", "0.5: L1 True, L2 False"], await RatesAsync("cure_rate", "loan_number cured", s_october));

    // Rows: (none), (not assigned), C1 in EUR, C1 and C2 in USD.
    [Theory]
    [InlineData("delinquent", "0:; 1: L3; 0:; 0:; 2: L1 L2")]
    [InlineData("cured", "0:; 0:; 0:; 0:; 1: L1")]
    public async Task Late_loans_and_cures_lead_to_the_loans(string column, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Performance, "collectors", s_october), column, "loan_number")));

    [Theory]
    [InlineData("attempts", "outcome", "right_party", "A1 A6 A7")]
    [InlineData("attempts", "queue", "LATE", "A7 A3")]
    [InlineData("promises", "collector", "C2", "R2 R3 R5")]
    [InlineData("promises", "promise", "kept", "R1")]
    [InlineData("promises", "tolerance", "0.3", "R6 R1 R2 R3 R5 R4")]
    [InlineData("payments", "collector", "C1", "")]
    public async Task Each_filter_keeps_its_rows(string section, string parameter, string value, string expected) =>
        Assert.Equal(expected, string.Join(' ', await LinesAsync(section, section == "payments" ? "payment_number" : "number", [.. s_days, (parameter, value)])));

    [Fact]
    public async Task A_scoped_caller_is_led_to_his_loans()
    {
        var preview = await Engine.PreviewAsync(OnlyP2, Performance, "collectors", s_days);

        Assert.Equal(["1: A7"], await Engine.LedAsync(OnlyP2, preview, "attempts", "number"));
        Assert.Equal(["1: R5"], await Engine.LedAsync(OnlyP2, preview, "pending", "number"));
        Assert.Equal(["0:"], await Engine.LedAsync(OnlyP2, preview, "accounts", "loan_number"));
    }

    [Theory]
    [InlineData("collectors")]
    [InlineData("queues")]
    public async Task Who_may_not_see_single_loans_has_no_link(string section) =>
        Assert.All((await Engine.PreviewAsync(NoLoans, Performance, section, s_days)).Rows, row => Assert.Empty(row.Drills));

    [Fact]
    public async Task What_names_nobody_can_be_asked_for()
    {
        var choices = await Engine.Runner.LookupAsync(TestEngine.Caller(RowScope.All, [.. Permissions.All]), "lending/collection-log", "collector", "", default);

        Assert.Equal(["(none)", "(not assigned)", "C1", "C2"], choices.Value!.Select(choice => choice.Value).Order(StringComparer.Ordinal));
    }

    // "0.5: A1 right party, A2 no answer": the rate and what is listed behind it; a dot where there is none, the rate alone where it leads nowhere.
    private async Task<IReadOnlyList<string>> RatesAsync(string column, string listed, (string, string)[] parameters)
    {
        var preview = await Engine.PreviewAsync(Performance, "collectors", parameters);
        var at = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);
        var lines = new List<string>();
        foreach (var row in preview.Rows)
        {
            var rate = row.Cells[at] is decimal share ? share.ToString("0.############", CultureInfo.InvariantCulture) : "·";
            lines.Add(row.Drills.GetValueOrDefault(column) is not { } target
                ? rate
                : $"{rate}: {string.Join(", ", (await LinesAsync(target.Section!, listed, [.. target.Query.Select(pair => (pair.Key, pair.Value))])).Select(line => line.Replace(" | ", " ", StringComparison.Ordinal)))}");
        }

        return lines;
    }
}
