using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing.Loading;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Previewing;

namespace ReportingAdmin.Tests.Syncs.Importing.Drafts;

/// <summary>A file from its first rows over the dry run to the load.</summary>
public sealed class ImportDraftsTests
{
    private const string Vendors = "code,name,category\nV1,One,legal\nV2,Two,medical\n";

    [Fact]
    public async Task The_first_rows_show_what_would_be_written_and_every_error_in_its_cell()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        await fixture.Db.ExecuteAsync("insert into escrow.agency (code, name) values ('NW', 'North')");
        var draft = await fixture.MappedAsync(
            "escrow.escrow_case", "case_number,case_type,agency_code,opened_on,currency\nC1,surrogacy,NW,2026-01-31,USD\nC2,adoption,SE,31.01.2026,usd\nC3,surrogacy,NW\n");

        var preview = (await fixture.Drafts.PreviewAsync(draft, default)).Value!;

        var table = Assert.Single(preview.Tables);
        Assert.Equal(["case_number", "case_type", "agency_code", "opened_on", "currency"], table.Columns.Select(column => column.Name));
        Assert.Equal(
            [
                "2: C1 | surrogacy | NW | 2026-01-31 | USD",
                "3: C2 | adoption [Use one of surrogacy, egg_donation.] | SE [There is no escrow.agency with code \"SE\", and this mapping does not load it.] | 31.01.2026 [Not a calendar date written as yyyy-MM-dd.] | usd [Not a currency: three capital letters, such as USD.]",
                "4: C3 | surrogacy | NW |  |  [The row has 3 cells where the header has 5.]",
            ],
            table.Rows.Select(Line));
        Assert.Equal(2, preview.BadRows);
    }

    [Fact]
    public async Task Only_the_first_twenty_rows_are_looked_at()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", "code,name\n" + string.Concat(Enumerable.Range(1, 50).Select(i => $"V{i},Vendor {i}\n")));

        var preview = (await fixture.Drafts.PreviewAsync(draft, default)).Value!;

        Assert.Equal((20, 20, 21L), (preview.RowsLooked, preview.Tables[0].Rows.Count, preview.Tables[0].Rows[^1].Line));
    }

    [Fact]
    public async Task Headers_that_are_missing_unknown_or_doubled_are_all_named()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", "name,Kind,name\nOne,legal,Two\n");

        var preview = await fixture.Drafts.PreviewAsync(draft, default);

        Assert.Equal(3, preview.Problems.Count);
        Assert.Contains(preview.Problems, problem => problem.Message.Contains("\"Kind\"", StringComparison.Ordinal));
        Assert.Contains(preview.Problems, problem => problem.Message.Contains("lacks the key of escrow.vendor: code", StringComparison.Ordinal));
        Assert.Contains(preview.Problems, problem => problem.Message.Contains("\"name\" 2 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_tells_the_difference_and_the_totals_and_keeps_nothing()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        await fixture.Db.ExecuteAsync(
            """
            insert into escrow.trust_account (code, name, currency) values ('T1', 'Trust', 'USD');
            insert into escrow.bank_statement (trust_account_id, statement_on, closing_balance)
            select a.id, d.day, d.balance from escrow.trust_account a, (values (date '2026-01-31', 100.00), (date '2026-02-28', 250.50)) d (day, balance);
            """);
        var draft = await fixture.MappedAsync(
            "escrow.bank_statement", "trust_account_code,statement_on,closing_balance\nT1,2026-01-31,100.00\nT1,2026-02-28,300.00\nT1,2026-03-31,75.25\n");

        var facts = await fixture.TryAsync(draft);

        // 100.00 stays, 250.50 becomes 300.00, 75.25 comes: 350.50 becomes 475.25.
        var table = Assert.Single(facts.Differences);
        Assert.Equal((1L, 1L, 1L, 0L, 0L), (table.Inserted, table.Updated, table.Unchanged, table.Deleted, table.Rejected));
        Assert.Equal(
            [new TotalChange("escrow.bank_statement", "rows", null, null, 2, 3), new TotalChange("escrow.bank_statement", "closing_balance", null, null, 350.50m, 475.25m)],
            facts.Totals);
        Assert.Equal(124.75m, facts.Totals[1].Change);
        Assert.Equal(2, await fixture.Db.ScalarAsync<long>("select count(*) from escrow.bank_statement"));
        Assert.Null((await fixture.Drafts.FindAsync(fixture.Olivia, draft.Id, default)).Value!.NotReady);
    }

    [Fact]
    public async Task Nothing_is_loaded_before_a_dry_run_of_the_same_mapping_ended_well()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);
        async Task<string?> CodeAsync(int version) => (await fixture.Drafts.LoadAsync(fixture.Olivia, draft.Id, version, default)).Problems is [var first, ..] ? first.Code : null;

        Assert.Equal("no_dry_run", await CodeAsync(draft.Version));
        Assert.Equal("stale", await CodeAsync(draft.Version - 1));
        await fixture.Drafts.TryAsync(fixture.Olivia, draft.Id, draft.Version, default);
        Assert.Equal("dry_run_open", await CodeAsync(draft.Version));
        await fixture.WorkAsync();
        var changed = (await fixture.Drafts.ChangeAsync(fixture.Olivia, draft.Id, draft.Version, draft.Mapping, true, default)).Value!;
        Assert.Equal("dry_run_outdated", await CodeAsync(changed.Version));
        await fixture.TryAsync(changed);
        Assert.Null(await CodeAsync(changed.Version));
        await fixture.WorkAsync();

        Assert.Equal(2, await fixture.Db.ScalarAsync<long>("select count(*) from escrow.vendor"));
    }

    [Fact]
    public async Task A_second_click_is_the_same_run_and_the_same_file_again_changes_nothing()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);
        await fixture.TryAsync(draft);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Drafts.LoadAsync(fixture.Olivia, draft.Id, draft.Version, default)));
        await fixture.WorkAsync();
        var again = await fixture.MappedAsync("escrow.vendor", Vendors);
        var difference = Assert.Single((await fixture.TryAsync(again)).Differences);

        var run = Assert.Single(clicks.Select(click => click.Value!.Id).Distinct());
        Assert.Equal(1, clicks.Count(click => click.Value!.How == QueuedHow.Queued));
        Assert.Equal(run, again.Earlier?.RunId);
        Assert.Equal("Olivia", again.Earlier?.By);
        Assert.Equal((0L, 0L, 2L), (difference.Inserted, difference.Updated, difference.Unchanged));
        Assert.Equal(1, await fixture.Db.ScalarAsync<long>("select count(*) from app.run r join app.data_sync_run s on s.run_id = r.id where not s.dry_run"));
    }

    [Fact]
    public async Task One_bad_row_loads_nothing_unless_bad_rows_are_left_out()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors + "V3,,legal\n");

        var strict = await fixture.TryAsync(draft);
        var notReady = (await fixture.Drafts.FindAsync(fixture.Olivia, draft.Id, default)).Value!.NotReady;
        var changed = (await fixture.Drafts.ChangeAsync(fixture.Olivia, draft.Id, draft.Version, draft.Mapping, true, default)).Value!;
        var lenient = await fixture.TryAsync(changed);

        Assert.Equal("bad_rows", strict.Load.ErrorCode);
        Assert.Equal("dry_run_failed", notReady?.Code);
        Assert.Equal(RunStatus.Completed, lenient.Load.Status);
        Assert.Equal((2L, 1L), (lenient.Differences[0].Inserted, lenient.Differences[0].Rejected));
    }

    [Fact]
    public async Task Another_persons_file_is_answered_like_one_that_is_not_there()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var other = await fixture.PersonAsync("Otto");
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);

        var found = await fixture.Drafts.FindAsync(other, draft.Id, default);
        var unknown = await fixture.Drafts.FindAsync(other, Guid.NewGuid(), default);

        Assert.Equal(unknown.FirstProblem, found.FirstProblem);
        Assert.Equal(ProblemKind.NotFound, (await fixture.Drafts.ChangeAsync(other, draft.Id, draft.Version, draft.Mapping, true, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.NotFound, (await fixture.Drafts.TryAsync(other, draft.Id, draft.Version, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.NotFound, (await fixture.Drafts.DiscardAsync(other, draft.Id, default))?.Kind);
        Assert.Empty(await fixture.Drafts.ListAsync(other, default));
        Assert.Equal(draft.Version, (await fixture.Drafts.FindAsync(fixture.Olivia, draft.Id, default)).Value!.Version);
    }

    [Fact]
    public async Task Who_changes_what_another_window_has_changed_is_told()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);
        await fixture.Drafts.ChangeAsync(fixture.Olivia, draft.Id, draft.Version, draft.Mapping, true, default);

        var late = await fixture.Drafts.ChangeAsync(fixture.Olivia, draft.Id, draft.Version, new FileMapping(), false, default);

        Assert.Equal("stale", late.FirstProblem.Code);
        Assert.Equal("escrow.vendor", (await fixture.Drafts.FindAsync(fixture.Olivia, draft.Id, default)).Value!.Mapping.Tables[0].Table);
    }

    [Fact]
    public async Task A_discarded_file_goes_at_once_unless_a_run_names_it()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var untouched = await fixture.MappedAsync("escrow.vendor", Vendors);
        var tried = await fixture.MappedAsync("escrow.vendor", Vendors);
        await fixture.TryAsync(tried);

        Assert.Null(await fixture.Drafts.DiscardAsync(fixture.Olivia, untouched.Id, default));
        Assert.Null(await fixture.Drafts.DiscardAsync(fixture.Olivia, tried.Id, default));

        Assert.Equal($"{tried.Id:N}.0.upload", Assert.Single(fixture.Files));
        Assert.Equal(["import.upload|2", "import.request|1", "import.load|1", "import.discard|2"], await AuditedAsync(fixture));
    }

    [Fact]
    public async Task Housekeeping_leaves_the_file_of_a_draft_and_takes_both_after_ninety_days()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);
        await fixture.TryAsync(draft);
        var housekeeping = new RunHousekeeping(fixture.Db.Database, fixture.Node.Files, Options.Create(new RunOptions()));
        File.SetLastWriteTimeUtc(fixture.Node.Files.LocationOf(fixture.Files.Single()), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-91));
        await fixture.Db.ExecuteAsync("update app.run set finished_at = now() - interval '91 days'");

        await housekeeping.RunAsync(default);
        var kept = fixture.Files.Length;
        await fixture.Db.ExecuteAsync("update app.import_draft set changed_at = now() - interval '91 days'");
        await housekeeping.RunAsync(default);

        Assert.Equal(1, kept);
        Assert.Empty(fixture.Files);
        Assert.Equal(0, await fixture.Db.ScalarAsync<long>("select count(*) from app.import_draft"));
    }

    private static async Task<IReadOnlyList<string>> AuditedAsync(DraftFixture fixture)
    {
        var lines = new List<string>();
        foreach (var action in new[] { "import.upload", "import.request", "import.load", "import.discard" })
        {
            lines.Add($"{action}|{await fixture.Db.ScalarAsync<long>("select count(*) from app.audit_event where action = $1", action)}");
        }

        return lines;
    }

    private static string Line(PreviewRow row) =>
        $"{row.Line}: {string.Join(" | ", row.Cells.Select(cell => cell.Problem is null ? cell.Text : $"{cell.Text} [{cell.Problem}]"))}{(row.Problem is null ? "" : $" [{row.Problem}]")}";
}
