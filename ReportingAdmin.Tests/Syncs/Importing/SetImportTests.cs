using ReportingAdmin.Core.Syncs.Importing;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>Tables of which a file replaces a set: journal entries, snapshots, interest.</summary>
public sealed class SetImportTests
{
    private const string Journal = "entry_number,posted_on,description,line,account_code,debit,credit,currency";

    private static readonly string[] s_twoEntries =
    [
        Journal,
        "J1,2026-01-10,One,1,CASH,100,0,USD", "J1,2026-01-10,One,2,INC,0,60,USD", "J1,2026-01-10,One,3,OTH,0,40,USD",
        "J2,2026-01-11,Two,1,CASH,0,5,USD", "J2,2026-01-11,Two,2,OTH,5,,USD",
    ];

    [Fact]
    public async Task Entries_come_with_their_lines_and_a_file_replaces_all_lines_of_its_entries()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadAccountsAsync(fixture);
        var first = await fixture.LoadAsync("lending.journal_line", s_twoEntries);

        var second = await fixture.LoadAsync("lending.journal_line", Journal, "J1,2026-01-10,Uno,1,CASH,100,0,USD", "J1,2026-01-10,Uno,2,INC,0,100,USD");

        Assert.Equal("5 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(first, "lending.journal_line"));
        Assert.Equal("0 new, 1 changed, 1 unchanged, 1 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(second, "lending.journal_line"));
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(second, "lending.journal_entry"));
        Assert.Equal(
            ["J1|Uno|1|CASH|100.00|0.00", "J1|Uno|2|INC|0.00|100.00", "J2|Two|1|CASH|0.00|5.00", "J2|Two|2|OTH|5.00|0.00"],
            await fixture.RowsAsync(
                """
                select e.entry_number, e.description, l.line, a.code, l.debit, l.credit
                from lending.journal_line l join lending.journal_entry e on e.id = l.entry_id join lending.gl_account a on a.id = l.account_id order by 1, 3
                """));
    }

    [Fact]
    public async Task An_entry_with_a_bad_line_is_left_out_with_all_its_lines()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadAccountsAsync(fixture);
        var path = fixture.Write("journal.csv", string.Join('\n',
            Journal,
            "J1,2026-01-10,One,1,CASH,100,0,USD", "J1,2026-01-10,One,2,INC,0,60,USD", "J1,2026-01-10,One,3,NONE,0,40,USD",
            "J2,2026-01-11,Two,1,CASH,0,5,USD", "J2,2026-01-11,Two,2,OTH,5,,USD",
            "J3,2026-01-12,Three,1,CASH,x,0,USD", "J3,2026-01-12,Three,2,OTH,0,1,USD"));

        var refused = await fixture.LoadAsync(ImportFixture.Documented("lending.journal_line", path));
        var loaded = await fixture.LoadAsync(ImportFixture.Documented("lending.journal_line", path) with { SkipBadRows = true });

        Assert.Equal(
            ["4|account_code|NONE|There is no lending.gl_account with code \"NONE\".", "7|debit|x|Not a number as declared: digits 0-9, \".\" as the decimal mark, a minus in front."],
            ImportFixture.Lines(refused));
        Assert.Equal("2 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 5 rejected", ImportFixture.Counts(loaded, "lending.journal_line"));
        Assert.Equal(5, loaded.RowsRejected);
        Assert.Equal(["J2"], await fixture.RowsAsync("select entry_number from lending.journal_entry"));
        Assert.Contains("2|entry_number|J1|Left out with its entry, of which another line is bad.", ImportFixture.Lines(loaded));
    }

    [Fact]
    public async Task An_entry_that_does_not_balance_or_has_no_lines_is_bad()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadAccountsAsync(fixture);

        var open = await fixture.LoadAsync("lending.journal_line", Journal, "J1,2026-01-10,One,1,CASH,100,0,USD", "J1,2026-01-10,One,2,INC,0,100,EUR");
        var empty = await fixture.LoadAsync("lending.journal_entry", "entry_number,posted_on", "J2,2026-01-10");
        var both = await fixture.LoadAsync("lending.journal_line", Journal, "J3,2026-01-10,One,1,CASH,1,1,USD");

        Assert.Equal("2|entry_number|J1|Entry J1 does not balance in EUR: debits 0, credits 100; USD: debits 100, credits 0.", ImportFixture.Lines(open)[0]);
        Assert.Equal(["2|entry_number|J2|Entry J2 has no lines; they belong into the same file."], ImportFixture.Lines(empty));
        Assert.Equal(["2|debit|1|A line has a debit or a credit, not both."], ImportFixture.Lines(both));
    }

    [Fact]
    public async Task Lines_go_and_come_back_with_their_entry()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadAccountsAsync(fixture);
        await fixture.LoadAsync("lending.journal_line", s_twoEntries);

        await fixture.LoadAsync("lending.journal_entry", "entry_number,deleted", "J1,true");
        var gone = await fixture.RowsAsync("select count(*) from lending.journal_line where deleted_at is null");
        await fixture.LoadAsync("lending.journal_entry", "entry_number,deleted", "J1,false");

        Assert.Equal(["2"], gone);
        Assert.Equal(["5"], await fixture.RowsAsync("select count(*) from lending.journal_line where deleted_at is null"));
    }

    [Fact]
    public async Task Snapshots_replace_the_months_of_their_portfolios_and_mark_them_complete()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        const string Header = "loan_number,month_end,upb";
        await fixture.LoadAsync("lending.loan_month", Header, "L1,2026-01-31,100", "L2,2026-01-31,200", "L3,2026-01-31,300", "L1,2026-02-28,90");

        var result = await fixture.LoadAsync("lending.loan_month", Header, "L1,2026-01-31,101");

        Assert.Equal("0 new, 1 changed, 0 unchanged, 1 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(result, "lending.loan_month"));
        Assert.Equal(
            ["L1|2026-01-31|PF|EUR|101.00", "L1|2026-02-28|PF|EUR|90.00", "L3|2026-01-31|PG|EUR|300.00"],
            await fixture.RowsAsync("select l.loan_number, m.month_end, m.portfolio_code, m.currency, m.upb from lending.loan_month m join lending.loan l on l.id = m.loan_id order by 1, 2"));
        Assert.Equal(
            ["2026-01-31|PF|True", "2026-01-31|PG|True", "2026-02-28|PF|True"],
            await fixture.RowsAsync("select month_end, portfolio_code, complete from lending.loan_month_load order by 1, 2"));
    }

    [Fact]
    public async Task A_month_of_which_a_row_is_skipped_is_not_complete_and_loses_nothing()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        await fixture.LoadAsync("lending.loan_month", "loan_number,month_end,upb", "L1,2026-01-31,100", "L2,2026-01-31,200");
        var path = fixture.Write("months.csv", "loan_number,month_end,upb\nL1,2026-01-31,99\nL2,2026-01-30,1\n");

        var result = await fixture.LoadAsync(ImportFixture.Documented("lending.loan_month", path) with { SkipBadRows = true });

        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 1 rejected", ImportFixture.Counts(result, "lending.loan_month"));
        Assert.Equal(["3|month_end|2026-01-30|Must be the last day of a month."], ImportFixture.Lines(result));
        Assert.Equal(["99.00", "200.00"], await fixture.RowsAsync("select m.upb from lending.loan_month m join lending.loan l on l.id = m.loan_id order by l.loan_number"));
        Assert.Equal(["False"], await fixture.RowsAsync("select complete from lending.loan_month_load"));
    }

    [Fact]
    public async Task A_month_that_becomes_complete_without_another_row_raises_the_version_of_the_data()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        async Task<string> StateAsync() => string.Join(' ', await fixture.RowsAsync(
            "select v.version, l.complete from app.data_version v, lending.loan_month_load l where v.schema_name = 'lending'"));
        const string Good = "loan_number,month_end,upb\nL1,2026-05-31,100\nL2,2026-05-31,200\n";
        async Task<string> LoadAsync(string text)
        {
            var result = await fixture.LoadAsync(ImportFixture.Documented("lending.loan_month", fixture.Write("may.csv", text)) with { SkipBadRows = true });
            return ImportFixture.Counts(result, "lending.loan_month");
        }

        // Portfolios and loans were two loads.
        Assert.Equal("2 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 1 rejected", await LoadAsync(Good + "L9,2026-05-31,300\n"));
        Assert.Equal("3|False", await StateAsync());
        Assert.Equal("0 new, 0 changed, 2 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", await LoadAsync(Good));
        Assert.Equal("4|True", await StateAsync());
        await LoadAsync(Good);
        Assert.Equal("4|True", await StateAsync());
        await LoadAsync(Good + "L9,2026-05-31,300\n");
        Assert.Equal("5|False", await StateAsync());
    }

    [Fact]
    public async Task A_snapshot_keeps_the_portfolio_that_it_was_taken_in()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        await fixture.LoadAsync("lending.loan_month", "loan_number,month_end,upb", "L1,2026-01-31,100");
        await fixture.LoadAsync("lending.loan", "loan_number,portfolio_code", "L1,PG");

        var again = await fixture.LoadAsync("lending.loan_month", "loan_number,month_end,upb,portfolio_code", "L1,2026-01-31,101,");

        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(again, "lending.loan_month"));
        Assert.Equal(["PG|PF|101.00"], await fixture.RowsAsync("select l.portfolio_code, m.portfolio_code, m.upb from lending.loan_month m join lending.loan l on l.id = m.loan_id"));
    }

    [Fact]
    public async Task Interest_replaces_the_months_of_its_portfolios()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
        const string Header = "loan_number,month,earned";
        await fixture.LoadAsync("lending.interest_event", Header, "L1,2026-01-01,10", "L2,2026-01-01,20", "L3,2026-01-01,30");

        await fixture.LoadAsync("lending.interest_event", Header, "L2,2026-01-01,21");

        Assert.Equal(["L2|21.00", "L3|30.00"], await fixture.RowsAsync("select l.loan_number, i.earned from lending.interest_event i join lending.loan l on l.id = i.loan_id order by 1"));
    }

    private static Task<ImportResult> LoadAccountsAsync(ImportFixture fixture) =>
        fixture.LoadAsync("lending.gl_account", "code,name,type,normal_side", "CASH,Cash,asset,debit", "INC,Income,income,credit", "OTH,Other,liability,credit");
}
