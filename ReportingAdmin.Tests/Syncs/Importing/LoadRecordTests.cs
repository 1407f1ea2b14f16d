using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>What a load leaves behind: its run, the version of the data, the trail, and the months that it may not touch.</summary>
public sealed class LoadRecordTests
{
    private const string PaymentHeader = "payment_number,loan_number,entry_kind,reverses_payment_number,posted_on,amount,principal,interest";

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_names_the_first_load()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        await fixture.LoadLoansAsync();
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
        await fixture.LoadCaseAsync();
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

    private static Task<int> InsertReportAsync(ImportFixture fixture, string key, string asOf) => fixture.Db.ExecuteAsync(
        """
        with r as (
            insert into app.run (kind, status, finished_at) values ('report', 'completed', now()) returning id)
        insert into app.report_run (run_id, report_key, report_version, name, format, parameters_resolved)
        select r.id, $1, '1', $1, 'csv', jsonb_build_object('asOf', $2::text) from r
        """, key, asOf);
}
