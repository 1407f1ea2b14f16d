using FsCheck;
using FsCheck.Fluent;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.Comparing;

namespace ReportingAdmin.Tests.Runs.Comparing;

public sealed class BalanceBridgeTests
{
    private static readonly ComparedColumn[] s_columns =
    [
        new("number", "Loan", Kind.Text, Format.Plain, Key: true),
        new("portfolio", "Portfolio", Kind.Text, Format.Plain, Key: false),
        new("status", "Status", Kind.Text, Format.Plain, Key: false),
        new("rate", "Rate", Kind.Number, Format.Rate, Key: false),
        new("currency", "Currency", Kind.Text, Format.Plain, Key: false),
        new("upb", "Unpaid principal", Kind.Number, Format.Money, Key: false, "currency"),
    ];

    private static readonly BridgeSpec s_spec = new("upb") { Class = "portfolio", Status = "status", ChargedOff = ["charged_off"] };

    [Fact]
    public void Every_cause_has_its_step_and_the_steps_come_to_the_change()
    {
        var bridge = Bridge(
            s_spec,
            (null, Loan("P1", 500.00m)), // new
            (Loan("P1", 1000.00m), Loan("P1", 900.00m)), // paid 100
            (Loan("P1", 300.00m), Loan("P1", 320.00m)), // drew 20
            (Loan("P1", 200.00m), Loan("P1", 0.00m, "paid_off")), // closed in its last row
            (Loan("P1", 50.00m), null), // gone
            (Loan("P1", 400.00m), Loan("P1", 0.00m, "charged_off")), // charged off
            (Loan("P1", 250.00m), Loan("P2", 240.00m))); // moved, then paid 10 in its new portfolio

        Assert.Equal(
            [
                "P1 New 1 500.00", "P1 Increased 1 20.00", "P1 Paid 1 -100.00", "P1 Closed 1 -200.00", "P1 Left 1 -50.00", "P1 ChargedOff 1 -400.00", "P1 Reclassified 1 -250.00",
                "P2 Paid 1 -10.00", "P2 Reclassified 1 250.00",
            ],
            bridge.Steps.Select(step => FormattableString.Invariant($"{step.Class} {step.Part} {step.Rows} {step.Amount}")));
        Assert.Equal([("P1", 2200.00m, 1720.00m), ("P2", 0m, 240.00m)], bridge.Ends.Select(end => (end.Class, end.Before, end.After)));
    }

    [Fact]
    public void What_was_charged_off_is_its_own_step_beside_what_was_paid()
    {
        var columns = (ComparedColumn[])[.. s_columns, new("charged_off_to_date", "Charge-offs to date", Kind.Number, Format.Money, Key: false, "currency")];
        var builder = BridgeBuilder.For(columns, s_spec with { ChargedOffToDate = "charged_off_to_date" })!;
        builder.Add([.. Loan("P1", 10_000.00m), 0m], [.. Loan("P1", 0.00m, "charged_off"), 8_000.00m]); // paid 2,000, then charged off
        builder.Add([.. Loan("P2", 1_000.00m), 0m], [.. Loan("P2", 450.00m), 500.00m]); // 500 charged off, paid 50, still active
        builder.Add([.. Loan("P3", 0.00m, "charged_off"), 300.00m], [.. Loan("P3", 300.00m), 0m]); // the charge-off was taken back

        Assert.Equal(
            ["P1 Paid -2000.00", "P1 ChargedOff -8000.00", "P2 Paid -50.00", "P2 ChargedOff -500.00", "P3 ChargedOff 300.00"],
            builder.Build().Steps.Select(step => FormattableString.Invariant($"{step.Class} {step.Part} {step.Amount}")));
    }

    [Fact]
    public void A_row_that_stands_at_nothing_was_paid_and_one_that_is_gone_from_open_rows_was_closed()
    {
        var bridge = Bridge(new BridgeSpec("upb") { OpenRowsOnly = true }, (Loan("P1", 70.00m), Loan("P1", 0.00m)), (Loan("P1", 30.00m), null));

        Assert.Equal([(BridgePart.Paid, -70.00m), (BridgePart.Closed, -30.00m)], bridge.Steps.Select(step => (step.Part, step.Amount)));
    }

    [Fact]
    public void A_change_of_the_rate_explains_its_part_to_the_cent_and_the_rest_is_the_amounts_own()
    {
        // 100.00 at 6 % would be 108.33 at 6.5 %; it is 120.00.
        var bridge = Bridge(s_spec with { Rate = "rate" }, (Loan("P1", 100.00m, rate: 0.06m), Loan("P1", 120.00m, rate: 0.065m)));

        Assert.Equal([(BridgePart.Increased, 11.67m), (BridgePart.Rate, 8.33m)], bridge.Steps.Select(step => (step.Part, step.Amount)));
    }

    [Fact]
    public void Currencies_are_never_added_up()
    {
        var bridge = Bridge(s_spec, (Loan("P1", 10m), Loan("P1", 8m)), (Loan("P1", 10m, currency: "EUR"), Loan("P1", 7m, currency: "EUR")));

        Assert.Equal([("EUR", -3m), ("USD", -2m)], bridge.Steps.Select(step => (step.Currency, step.Amount)));
    }

    [Fact]
    public void Without_the_currency_among_the_columns_the_ends_are_held_against_the_totals_of_all()
    {
        var columns = s_columns.Where(column => column.Name != "currency").ToList();
        var builder = BridgeBuilder.For(columns, s_spec)!;
        builder.Add(["L1", "P1", "active", 0.05m, 1000m], ["L1", "P1", "active", 0.05m, 900m]);
        builder.Add(["L2", "P1", "active", 0.05m, 50m], ["L2", "P1", "active", 0.05m, 40m]);
        var section = new SectionComparison("loans", "Loans", columns, new RowComparison(0, 0, 2, 0, []), ByKey: true, [builder.Build()]);

        Assert.Empty(BridgeProof.Of([section], [Total("USD", 1000m, 900m), Total("EUR", 50m, 40m)]));
        var gap = Assert.Single(BridgeProof.Of([section], [Total("USD", 1000m, 900m), Total("EUR", 50m, 40.01m)]));
        Assert.Equal((null, true, 940m, 940.01m), (gap.Currency, gap.Later, gap.Bridged, gap.Recorded));

        ComparedTotal Total(string currency, decimal before, decimal after) => new("Loans", columns[^1], currency, before, after);
    }

    [Fact]
    public void Rows_without_a_key_or_without_the_amount_have_no_bridge()
    {
        Assert.Null(BridgeBuilder.For([.. s_columns.Skip(1)], s_spec));
        Assert.Null(BridgeBuilder.For([.. s_columns.SkipLast(1)], s_spec));
        Assert.Null(BridgeBuilder.For(s_columns, null));
        Assert.NotNull(BridgeBuilder.For(s_columns, s_spec));
    }

    [Fact]
    public void Whatever_happened_to_the_loans_each_portfolio_adds_up()
    {
        var loan =
            from portfolio in Gen.Elements("P1", "P2", "P3")
            from cents in Gen.Choose(0, 100_000)
            from status in Gen.Elements("active", "paid_off", "charged_off")
            from rate in Gen.Choose(1, 12)
            from currency in Gen.Elements("USD", "EUR")
            select Loan(portfolio, cents / 100m, status, rate / 100m, currency);
        var pair = from before in Gen.OrNull(loan) from after in Gen.OrNull(loan) where before is not null || after is not null select (before, after);
        Prop.ForAll(Arb.From(Gen.ListOf(pair)), pairs =>
        {
            var bridge = Bridge(s_spec with { Rate = "rate" }, [.. pairs]);
            foreach (var end in bridge.Ends)
            {
                var steps = bridge.Steps.Where(step => (step.Class, step.Currency) == (end.Class, end.Currency)).Sum(step => step.Amount);
                Assert.Equal(end.After, end.Before + steps);
            }

            Assert.Equal(pairs.Sum(one => (decimal?)one.after?[5] ?? 0) - pairs.Sum(one => (decimal?)one.before?[5] ?? 0), bridge.Steps.Sum(step => step.Amount));
        }).QuickCheckThrowOnFailure();
    }

    private static object?[] Loan(string portfolio, decimal upb, string status = "active", decimal rate = 0.05m, string currency = "USD") =>
        ["L", portfolio, status, rate, currency, upb];

    private static BalanceBridge Bridge(BridgeSpec spec, params (object?[]? Before, object?[]? After)[] rows)
    {
        var builder = BridgeBuilder.For(s_columns, spec)!;
        foreach (var (before, after) in rows)
        {
            builder.Add(before, after);
        }

        return builder.Build();
    }
}
