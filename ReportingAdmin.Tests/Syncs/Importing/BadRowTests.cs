namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Rows and headers that cannot be loaded, each named with what is wrong with it.</summary>
public sealed class BadRowTests
{
    private const string PaymentHeader = "payment_number,loan_number,entry_kind,reverses_payment_number,posted_on,amount,principal,interest";

    [Fact]
    public async Task Bad_rows_load_nothing_and_are_listed_with_line_column_value_and_reason()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        var before = await fixture.ContentAsync();
        using var rejects = new MemoryStream();
        var path = fixture.Write("payments.csv", string.Join('\n',
            PaymentHeader,
            "P1,L1,payment,,2026-01-05,100.00,80,20",
            "P2,L9,payment,,2026-01-05,1,1,0",
            "P3,L1,payment,,2026-02-30,1,1,0",
            "P4,L1,paid,,2026-01-05,1.005,1,0",
            "P5,L1,payment,,2026-01-05,100,80,10",
            "P6,L1,reversal,P7,2026-01-06,-1,-1,0",
            ",L1,payment,,2026-01-05,1,1,0"));

        var result = await fixture.LoadAsync(ImportFixture.Documented("lending.payment", path) with { Rejects = rejects, RejectsName = "bad.csv" });

        Assert.False(result.IsLoaded);
        Assert.Equal(6, result.RowsRejected);
        Assert.Equal(
            [
                "3|loan_number|L9|There is no lending.loan with loan_number \"L9\".",
                "4|posted_on|2026-02-30|Not a calendar date written as yyyy-MM-dd.",
                "5|amount|1.005|At most 16 digits before and 2 after the decimal mark; nothing is rounded.",
                "5|entry_kind|paid|Use one of payment, reversal, nsf.",
                "6|amount|100|amount is principal + interest + fees + escrow + unapplied.",
                "7|reverses_payment_number|P7|There is no lending.payment with payment_number \"P7\", neither loaded nor in this file.",
                "8|payment_number|·|A value is required.",
            ],
            ImportFixture.Lines(result));
        var file = System.Text.Encoding.UTF8.GetString(rejects.ToArray()).Split("\r\n");
        Assert.Equal("line,table,column,value,reason", file[0]);
        Assert.Equal("4,lending.payment,posted_on,2026-02-30,Not a calendar date written as yyyy-MM-dd.", file[2]);
        Assert.Equal(9, file.Length);
        Assert.Equal(before, await fixture.ContentAsync());
        Assert.Equal(["failed|bad_rows|7|6|bad.csv"], await fixture.RowsAsync(
            "select r.status, r.error_code, d.rows_read, d.rows_rejected, d.reject_name from app.run r join app.data_sync_run d on d.run_id = r.id order by r.number desc limit 1"));
    }

    [Fact]
    public async Task SkipBadRows_loads_the_good_ones_and_leaves_out_what_hangs_on_a_bad_one()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        var path = fixture.Write("payments.csv", string.Join('\n',
            PaymentHeader,
            "P1,L1,payment,,2026-01-05,100,80,20",
            "P2,L9,payment,,2026-01-05,1,1,0",
            "P3,L1,reversal,P2,2026-01-06,-1,-1,0"));

        var result = await fixture.LoadAsync(ImportFixture.Documented("lending.payment", path) with { SkipBadRows = true });

        Assert.True(result.IsLoaded);
        Assert.Equal("1 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 2 rejected", ImportFixture.Counts(result, "lending.payment"));
        Assert.Equal(["P1"], await fixture.RowsAsync("select payment_number from lending.payment"));
    }

    [Fact]
    public async Task Rows_of_one_key_are_merged_when_identical_and_bad_when_they_differ()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var merged = await fixture.LoadAsync("escrow.vendor", "code,name", "V,Vendor", "W,Other", "V,Vendor", "V,Vendor");
        var differing = await fixture.LoadAsync("escrow.vendor", "code,name,category", "X,One,legal", "Y,Two,", "X,One,medical", "X,Uno,legal");

        Assert.Equal("2 new, 0 changed, 0 unchanged, 0 removed, 2 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(merged, "escrow.vendor"));
        Assert.Equal(
            [
                "2|code|X|Lines 2, 4, 5 have the same key but differ in category, name.",
                "4|code|X|Lines 2, 4, 5 have the same key but differ in category, name.",
                "5|code|X|Lines 2, 4, 5 have the same key but differ in category, name.",
            ],
            ImportFixture.Lines(differing));
    }

    [Fact]
    public async Task A_reversal_of_another_loan_of_a_reversal_or_of_itself_is_bad()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        await fixture.LoadAsync("lending.payment", PaymentHeader, "P1,L1,payment,,2026-01-05,100,80,20", "P2,L1,reversal,P1,2026-01-07,-100,-80,-20");

        var result = await fixture.LoadAsync("lending.payment", PaymentHeader,
            "P3,L2,reversal,P1,2026-01-08,-1,-1,0",
            "P4,L1,reversal,P2,2026-01-08,-1,-1,0",
            "P5,L1,reversal,P5,2026-01-08,-1,-1,0");

        Assert.Equal(
            [
                "2|reverses_payment_number|P1|A reversal names a payment of its loan that is no reversal itself.",
                "3|reverses_payment_number|P2|A reversal names a payment of its loan that is no reversal itself.",
                "4|reverses_payment_number|P5|The row names itself.",
            ],
            ImportFixture.Lines(result));
    }

    [Fact]
    public async Task What_only_the_database_knows_refuses_the_file_in_its_words()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadCaseAsync();

        var problem = await fixture.RefusalAsync("escrow.ledger_entry", "entries.csv",
            "entry_number,case_number,kind,amount,posted_on,reverses_entry_number\nE1,C1,deposit,100,2026-01-05,\nE2,C1,reversal,60,2026-01-06,E1\nE3,C1,reversal,50,2026-01-07,E1\n");

        Assert.Equal("ledger_entry_reversals_within_original", problem.Code);
        Assert.Equal("Nothing is loaded: The reversals of entry E1 come to 110.00, more than its amount of 100.00.", problem.Message);
        Assert.Equal(["0"], await fixture.RowsAsync("select count(*) from escrow.ledger_entry"));
    }

    [Fact]
    public async Task A_currency_never_changes_and_a_new_row_needs_what_the_file_does_not_give()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();

        var currency = await fixture.LoadAsync("lending.loan", "loan_number,currency", "L1,USD");
        var missing = await fixture.LoadAsync("lending.loan", "loan_number,note_rate", "L1,0.05", "L7,0.05");

        Assert.Equal(["2|currency|USD|The currency is EUR and never changes."], ImportFixture.Lines(currency));
        Assert.Equal(["3|portfolio_code, currency|·|A new row of lending.loan needs portfolio_code, currency, which the file does not give."], ImportFixture.Lines(missing));
    }

    [Fact]
    public async Task Unknown_missing_and_doubled_headers_are_all_named()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var unknown = await fixture.Importer.LoadAsync(ImportFixture.Manager, ImportFixture.Documented("escrow.vendor", fixture.Write("v.csv", "Code ,title,phone\nV,Vendor,1\n")), default);
        var missing = await fixture.RefusalAsync("escrow.vendor", "w.csv", "name\nVendor\n");
        var doubled = await fixture.RefusalAsync("escrow.vendor", "x.csv", "code,name,Name\nV,Vendor,Other\n");

        Assert.Equal(
            ["The file has columns that escrow.vendor does not have: \"title\", \"phone\". It has code, name, category, source_updated_at, deleted."],
            unknown.Problems.Select(problem => problem.Message));
        Assert.Equal("The file lacks the key of escrow.vendor: code. Its columns are name.", missing.Message);
        Assert.Equal("The file has the column \"name\" 2 times; which one is meant?", doubled.Message);
        Assert.Equal(["failed|columns", "failed|columns", "failed|columns"], await fixture.RowsAsync("select status, error_code from app.run"));
    }
}
