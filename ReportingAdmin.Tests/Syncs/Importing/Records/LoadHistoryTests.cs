using System.Text;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Tests.Syncs.Importing.Drafts;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing.Records;

/// <summary>What was loaded, what was refused, and how fresh the tables are.</summary>
public sealed class LoadHistoryTests
{
    [Fact]
    public async Task Loads_are_listed_with_file_hash_who_when_and_counts_and_dry_runs_on_demand()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", "code,name\nV1,One\nV2,Two\n");
        await fixture.TryAsync(draft);
        await fixture.Drafts.LoadAsync(fixture.Olivia, draft.Id, draft.Version, default);
        await fixture.WorkAsync();

        var loads = (await fixture.History.ListAsync(fixture.Olivia, new LoadFilter(), 0, 10, default)).Value!;
        var all = (await fixture.History.ListAsync(fixture.Olivia, new LoadFilter("escrow.vendor", true, draft.Sha256), 0, 10, default)).Value!;
        var none = (await fixture.History.ListAsync(fixture.Olivia, new LoadFilter("escrow.agency", true), 0, 10, default)).Value!;

        var load = Assert.Single(loads.Loads);
        Assert.Equal(("escrow.vendor.csv", draft.Sha256, "Olivia", 2L, 2L, 0L), (load.FileName, load.Sha256, load.By, load.Read, load.Inserted, load.Rejected));
        Assert.Equal((2L, 0L), (all.Total, none.Total));
    }

    [Fact]
    public async Task Refused_rows_are_read_back_with_the_commonest_reasons_and_every_look_and_hand_out_is_audited()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.case_milestone", "case_number,kind,occurred_on\nC1,delivery,2026-01-31\nC2,delivery,2026-01-31\n=C3,delivery,2026-01-31\n");
        var facts = await fixture.TryAsync(draft);

        var rejected = (await fixture.History.RejectsAsync(fixture.Olivia, facts.Load.RunId, 0, 50, default)).Value!;
        await using (var file = (await fixture.History.OpenRejectsAsync(fixture.Olivia, facts.Load.RunId, default)).Value!)
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            Assert.StartsWith("line,table,column,value,reason\r\n2,escrow.case_milestone,case_number,C1,", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(3, facts.Load.Rejected);
        Assert.Equal([2L, 3, 4], rejected.Rows.Select(row => row.Line));
        Assert.Contains(rejected.Rows, row => row.Value == "=C3");
        Assert.Equal(("case_number", "There is no escrow.escrow_case with case_number “…”.", 3L), rejected.Commonest[0]);
        Assert.Equal(
            "import.look Olivia,import.rejects Olivia",
            await fixture.Db.ScalarAsync<string>("select string_agg(action || ' ' || actor, ',' order by id) from app.audit_event where run_id = $1 and action in ('import.look', 'import.rejects')", facts.Load.RunId));
    }

    [Fact]
    public async Task Refused_rows_of_others_need_the_right_to_read_personal_data()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var facts = await fixture.TryAsync(await fixture.MappedAsync("escrow.vendor", "code,name\nV1,\n"));
        var other = await fixture.PersonAsync("Otto");
        var reader = await fixture.PersonAsync("Petra", Permissions.PiiRead);

        var refused = await fixture.History.OpenRejectsAsync(other, facts.Load.RunId, default);
        var stranger = await fixture.History.OpenRejectsAsync(TestEngine.Caller(RowScope.All, Permissions.RunsOwn), facts.Load.RunId, default);

        Assert.Equal((ProblemKind.Forbidden, Permissions.PiiRead), (refused.FirstProblem.Kind, refused.FirstProblem.Permission));
        Assert.Equal(ProblemKind.NotFound, stranger.FirstProblem.Kind);
        Assert.True((await fixture.History.RejectsAsync(reader, facts.Load.RunId, 0, 1, default)).Ok);
    }

    [Fact]
    public async Task Every_table_says_when_it_was_loaded_and_up_to_which_day_it_goes()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        await fixture.Db.ExecuteAsync("insert into escrow.trust_account (code, name, currency) values ('T1', 'Trust', 'USD')");
        var draft = await fixture.MappedAsync("escrow.bank_statement", "trust_account_code,statement_on,closing_balance\nT1,2026-01-31,1\nT1,2026-02-28,2\n");
        await fixture.TryAsync(draft);
        await fixture.Drafts.LoadAsync(fixture.Olivia, draft.Id, draft.Version, default);
        await fixture.WorkAsync();

        await fixture.Db.ExecuteAsync("update app.data_version set raised_at = '2026-03-02 10:00Z' where schema_name = 'escrow'");
        var tables = (await new TableFreshness(fixture.Db.Database).ReadAsync(fixture.Olivia, default)).Value!.ToDictionary(fresh => fresh.Table.Name);

        Assert.Equal((new DateOnly(2026, 2, 28), "escrow.bank_statement.csv"), (tables["escrow.bank_statement"].UntilOn, tables["escrow.bank_statement"].FileName));
        Assert.NotNull(tables["escrow.bank_statement"].RunId);
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), null), (tables["escrow.trust_account"].LoadedAt, tables["escrow.trust_account"].RunId));
        Assert.Null(tables["escrow.vendor"].LoadedAt);
        Assert.Equal((null, null), (tables["lending.payment"].LoadedAt, tables["lending.payment"].UntilOn));
    }
}
