using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>What a load does to the tables and what it tells.</summary>
public sealed class ImporterTests
{
    private const string LoanHeader = "loan_number,portfolio_code,currency,note_rate,term_months";
    private const string PaymentHeader = "payment_number,loan_number,entry_kind,reverses_payment_number,posted_on,amount,principal,interest";

    [Fact]
    public async Task LoadAsync_adds_changes_and_keeps_rows_by_their_key()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.agency", "code,name,state", "A,Alpha,CA", "B,Beta,NV", "C,Gamma,TX");

        var result = await fixture.LoadAsync("escrow.agency", "code,name", "A,Alpha", "B,Better", "D,Delta");

        Assert.Equal("1 new, 1 changed, 1 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(result, "escrow.agency"));
        Assert.Equal(["A|Alpha|CA", "B|Better|NV", "C|Gamma|TX", "D|Delta|·"], await fixture.RowsAsync("select code, name, state from escrow.agency order by code"));
    }

    [Fact]
    public async Task A_mapped_empty_cell_is_no_value_or_the_default_and_an_unmapped_column_keeps_its_value()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("lending.portfolio", "code,name,owner,owned,delinquency_method", "P,One,Owner,false,mba");

        await fixture.LoadAsync("lending.portfolio", "code,owner,owned", "P,,");

        Assert.Equal(["P|One|·|True|mba"], await fixture.RowsAsync("select code, name, owner, owned, delinquency_method from lending.portfolio"));
    }

    [Fact]
    public async Task Scope_and_currency_of_a_row_come_from_its_parent()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadLoansAsync(fixture);

        await fixture.LoadAsync("lending.payment", PaymentHeader, "P1,L1,payment,,2026-01-05,100.00,80,20");

        Assert.Equal(["P1|PF|EUR|100.00|0.00"], await fixture.RowsAsync("select payment_number, portfolio_code, currency, amount, fees from lending.payment"));
    }

    [Fact]
    public async Task Bad_rows_load_nothing_and_are_listed_with_line_column_value_and_reason()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadLoansAsync(fixture);
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
        await LoadLoansAsync(fixture);
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
    public async Task Reversals_may_stand_before_what_they_reverse()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadLoansAsync(fixture);

        await fixture.LoadAsync("lending.payment", PaymentHeader,
            "P2,L1,reversal,P1,2026-01-07,-100,-80,-20",
            "P1,L1,payment,,2026-01-05,100,80,20");

        Assert.Equal(["P1|·", "P2|P1"], await fixture.RowsAsync(
            "select p.payment_number, o.payment_number from lending.payment p left join lending.payment o on o.id = p.reverses_id order by 1"));
    }

    [Fact]
    public async Task A_reversal_of_another_loan_of_a_reversal_or_of_itself_is_bad()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadLoansAsync(fixture);
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
        await LoadCaseAsync(fixture);

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
        await LoadLoansAsync(fixture);

        var currency = await fixture.LoadAsync("lending.loan", "loan_number,currency", "L1,USD");
        var missing = await fixture.LoadAsync("lending.loan", "loan_number,note_rate", "L1,0.05", "L7,0.05");

        Assert.Equal(["2|currency|USD|The currency is EUR and never changes."], ImportFixture.Lines(currency));
        Assert.Equal(["3|portfolio_code, currency|·|A new row of lending.loan needs portfolio_code, currency, which the file does not give."], ImportFixture.Lines(missing));
    }

    [Fact]
    public async Task A_row_older_than_what_is_loaded_is_ignored_and_counted()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.vendor", "code,name,source_updated_at", "V,New,2026-02-01T00:00:00Z", "W,Old,2026-01-01T00:00:00Z");

        var result = await fixture.LoadAsync("escrow.vendor", "code,name,source_updated_at", "V,Stale,2026-01-31T23:59:59Z", "W,Fresh,2026-01-02T01:00:00+01:00");

        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 1 outdated, 0 rejected", ImportFixture.Counts(result, "escrow.vendor"));
        Assert.Equal(["V|New|2026-02-01 00:00:00", "W|Fresh|2026-01-02 00:00:00"], await fixture.RowsAsync("select code, name, source_updated_at from escrow.vendor order by 1"));
    }

    [Fact]
    public async Task Deleted_takes_a_row_out_by_its_key_and_brings_it_back()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.vendor", "code,name", "V,Vendor", "W,Other");

        var gone = await fixture.LoadAsync("escrow.vendor", "code,name,deleted", "V,,true", "X,,true");
        var after = await fixture.RowsAsync("select code, name, deleted_at is not null from escrow.vendor order by 1");
        var again = await fixture.LoadAsync("escrow.vendor", "code,name,deleted", "V,,true");
        var back = await fixture.LoadAsync("escrow.vendor", "code,name,deleted", "V,Vendor,false");

        Assert.Equal("0 new, 0 changed, 0 unchanged, 1 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(gone, "escrow.vendor"));
        Assert.Equal(["V|Vendor|True", "W|Other|False"], after);
        Assert.Equal("0 new, 0 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(again, "escrow.vendor"));
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(back, "escrow.vendor"));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_names_the_first_load()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadLoansAsync(fixture);
        var request = ImportFixture.Documented("lending.payment", fixture.Write("payments.csv", PaymentHeader + "\nP1,L1,payment,,2026-01-05,100,80,20\nP2,L1,reversal,P1,2026-01-06,-100,-80,-20\n"));
        var first = await fixture.LoadAsync(request);
        var before = await fixture.StampsAsync();

        var second = await fixture.LoadAsync(request);

        Assert.True(second.IsLoaded);
        Assert.Equal("0 new, 0 changed, 2 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(second, "lending.payment"));
        Assert.Null(first.FirstLoad);
        Assert.Equal(first.RunNumber, second.FirstLoad?.RunNumber);
        Assert.Equal(before, await fixture.StampsAsync());
        Assert.Equal(["completed|·", "completed|1"], (await fixture.RowsAsync(
            "select r.status, (select count(*) from app.run f where f.id = d.first_run_id and f.status = 'completed') from app.run r join app.data_sync_run d on d.run_id = r.id where d.file_name = 'payments.csv' order by r.number"))
            .Select(row => row.Replace("|0", "|·", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_dry_run_tells_the_difference_and_changes_nothing()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadAsync("escrow.vendor", "code,name", "V,Vendor");
        var before = await fixture.StampsAsync();

        var result = await fixture.LoadAsync(ImportFixture.Documented("escrow.vendor", fixture.Write("v.csv", "code,name\nV,Changed\nW,New\n")) with { DryRun = true });

        Assert.False(result.IsLoaded);
        Assert.Equal("1 new, 1 changed, 0 unchanged, 0 removed, 0 duplicate, 0 outdated, 0 rejected", ImportFixture.Counts(result, "escrow.vendor"));
        Assert.Equal(before, await fixture.StampsAsync());
        Assert.Equal(["completed|True|1|1"], await fixture.RowsAsync(
            "select r.status, d.dry_run, d.rows_inserted, d.rows_updated from app.run r join app.data_sync_run d on d.run_id = r.id where d.file_name = 'v.csv'"));
    }

    [Fact]
    public async Task A_load_records_its_run_raises_the_version_and_is_audited()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var result = await fixture.LoadAsync("escrow.vendor", "code,name", "V,Vendor");

        Assert.Equal([$"import|completed|escrow.vendor|escrow.vendor.csv|{result.Sha256}|escrow.vendor|1|1"], await fixture.RowsAsync(
            "select r.kind, r.status, d.target_tables[1], d.file_name, d.file_sha256, d.mapping_name, d.rows_read, (d.counts -> 'escrow.vendor' ->> 'inserted')::int from app.run r join app.data_sync_run d on d.run_id = r.id"));
        Assert.Equal(["analytics|0", "escrow|1", "lending|0"], await fixture.RowsAsync("select schema_name, version from app.data_version order by 1"));
        Assert.Equal(["Test|import.load|done|escrow.vendor"], await fixture.RowsAsync("select actor, action, outcome, target_key from app.audit_event"));
        Assert.Equal(["1"], await fixture.RowsAsync("select count(*) from escrow.vendor v join app.run r on r.id = v.sync_run_id"));
    }

    [Fact]
    public async Task A_caller_without_the_permission_or_with_a_scope_is_refused_and_audited()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        var request = ImportFixture.Documented("escrow.vendor", fixture.Write("v.csv", "code,name\nV,Vendor\n"));

        var viewer = await fixture.RefusalAsync(request, TestEngine.Caller(RowScope.All, Permissions.EscrowRead));
        var scoped = await fixture.RefusalAsync(request, TestEngine.Caller(RowScope.Of(["A"], []), Permissions.ImportsManage));

        Assert.Equal("You may not load data.", viewer.Message);
        Assert.Equal("Loading data needs access to every agency and portfolio.", scoped.Message);
        Assert.Equal(["refused", "refused"], await fixture.RowsAsync("select outcome from app.audit_event where action = 'import.load'"));
        Assert.Equal(["0"], await fixture.RowsAsync("select count(*) from app.run"));
    }

    [Fact]
    public async Task A_closed_month_is_refused_without_imports_closed_and_restates_reports_with_it()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await LoadCaseAsync(fixture);
        const string Header = "entry_number,case_number,kind,amount,posted_on\n";
        await fixture.LoadAsync(ImportFixture.Documented("escrow.ledger_entry", fixture.Write("first.csv", Header + "E1,C1,deposit,100,2026-01-05\nE2,C1,deposit,10,2026-03-05\n")));
        await fixture.Db.ExecuteAsync("insert into app.closed_period (area, through_on) values ('escrow', '2026-02-28')");
        await InsertReportAsync(fixture, "escrow/monthly-balance", "2026-01-31");
        await InsertReportAsync(fixture, "escrow/monthly-balance", "2025-12-31");
        await InsertReportAsync(fixture, "lending/trial-balance", "2026-01-31");
        var same = ImportFixture.Documented("escrow.ledger_entry", fixture.Write("same.csv", Header + "E1,C1,deposit,100,2026-01-05\nE2,C1,deposit,11,2026-03-05\n"));
        var change = ImportFixture.Documented("escrow.ledger_entry", fixture.Write("change.csv", Header + "E1,C1,deposit,200,2026-01-05\nE2,C1,deposit,11,2026-03-05\n"));

        var open = await fixture.LoadAsync(same);
        var refused = await fixture.RefusalAsync(change);
        var restated = await fixture.LoadAsync(change, ImportFixture.Closer);

        Assert.False(open.ClosedPeriodChanged);
        Assert.Equal("closed_period", refused.Code);
        Assert.Equal("Nothing is loaded: escrow.ledger_entry of 2026-01-05 cannot change: escrow is closed through 2026-02-28. It needs the permission imports.closed.", refused.Message);
        Assert.True(restated.ClosedPeriodChanged);
        Assert.Equal(1, restated.RunsRestated);
        Assert.Equal(["escrow/monthly-balance|2026-01-31"], await fixture.RowsAsync(
            "select d.report_key, d.parameters_resolved ->> 'asOf' from app.run r join app.report_run d on d.run_id = r.id where r.restated_at is not null"));
        Assert.Equal(["E1|200.00", "E2|11.00"], await fixture.RowsAsync("select entry_number, amount from escrow.ledger_entry order by 1"));
        Assert.Equal(["true"], await fixture.RowsAsync("select details ->> 'closedPeriodChanged' from app.audit_event where action = 'import.load' order by id desc limit 1"));
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

    [Fact]
    public async Task Every_table_takes_a_row_of_its_own_documented_file()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        foreach (var (table, lines) in OneRowEach.Files)
        {
            var result = await fixture.LoadAsync(table, lines);
            Assert.True(result.IsLoaded, $"{table}: {string.Join(" ", ImportFixture.Lines(result))}");
            Assert.Equal(1, result.Tables.Single(pair => pair.Table == table).Counts.Inserted);
        }

        Assert.Equal(ImportTables.All.Select(table => table.Name).Except(["lending.journal_entry"]), OneRowEach.Files.Select(file => file.Table));
        var before = await fixture.StampsAsync();
        foreach (var (table, lines) in OneRowEach.Files)
        {
            await fixture.LoadAsync(table, lines);
        }

        Assert.Equal(before, await fixture.StampsAsync());
    }

    internal static async Task LoadLoansAsync(ImportFixture fixture)
    {
        await fixture.LoadAsync("lending.portfolio", "code,name", "PF,Portfolio", "PG,Other");
        await fixture.LoadAsync("lending.loan", LoanHeader, "L1,PF,EUR,0.065,360", "L2,PF,EUR,0.07,120", "L3,PG,EUR,0.07,120");
    }

    internal static async Task LoadCaseAsync(ImportFixture fixture)
    {
        await fixture.LoadAsync("escrow.agency", "code,name", "A,Agency");
        await fixture.LoadAsync("escrow.escrow_case", "case_number,case_type,agency_code,opened_on,currency", "C1,surrogacy,A,2025-01-01,USD");
    }

    private static Task<int> InsertReportAsync(ImportFixture fixture, string key, string asOf) => fixture.Db.ExecuteAsync(
        """
        with r as (
            insert into app.run (kind, status, finished_at) values ('report', 'completed', now()) returning id)
        insert into app.report_run (run_id, report_key, report_version, name, format, parameters_resolved)
        select r.id, $1, '1', $1, 'csv', jsonb_build_object('asOf', $2::text) from r
        """, key, asOf);
}
