using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs.Importing.Drafts;

/// <summary>All runs of a draft read one file: it goes with the last that needs it, and not before.</summary>
public sealed class DraftKeepingTests
{
    private const string Vendors = "code,name\nV1,One\nV2,Two\n";
    private const string BadVendors = Vendors + "V3,\n";

    [Fact]
    public async Task A_removed_dry_run_leaves_the_file_to_its_draft_and_to_the_load_that_waits()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);
        var tried = await fixture.TryAsync(draft);
        var load = (await fixture.Drafts.LoadAsync(fixture.Olivia, draft.Id, draft.Version, default)).Value!;

        Assert.True((await Keeping(fixture).RemoveAsync(fixture.Olivia, tried.Load.RunId, default)).Ok);

        Assert.Equal([$"{draft.Id:N}.0.upload"], fixture.Files);
        Assert.Null((await fixture.Drafts.LookAsync(draft, default)).Problem);
        await fixture.WorkAsync();
        Assert.Equal("completed", await fixture.Db.ScalarAsync<string>("select status from app.run where id = $1", load.Id));
        Assert.Equal(2, await fixture.Db.ScalarAsync<long>("select count(*) from escrow.vendor"));
    }

    [Fact]
    public async Task A_held_load_keeps_the_file_that_its_dry_run_read_too()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var auditor = await fixture.PersonAsync("Audrey", Permissions.RunsReadAll);
        var keeping = Keeping(fixture);
        var (tried, load) = await LoadedAsync(fixture);
        Assert.True((await keeping.HoldAsync(auditor, load.Id, "Evidence", default)).Ok);

        Assert.True((await keeping.RemoveAsync(fixture.Olivia, tried, default)).Ok);
        Assert.Single(fixture.Files);

        Assert.True((await keeping.ReleaseAsync(auditor, load.Id, default)).Ok);
        Assert.True((await keeping.RemoveAsync(fixture.Olivia, load.Id, default)).Ok);
        Assert.Empty(fixture.Files);
    }

    [Fact]
    public async Task Refused_rows_go_with_their_run()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var facts = await fixture.TryAsync(await fixture.MappedAsync("escrow.vendor", BadVendors));
        Assert.Single(fixture.Files, IsRejects);

        Assert.True((await Keeping(fixture).RemoveAsync(fixture.Olivia, facts.Load.RunId, default)).Ok);

        Assert.DoesNotContain(fixture.Files, IsRejects);
        await AssertGoneAsync(fixture, facts.Load.RunId);
    }

    [Fact]
    public async Task Refused_rows_and_given_files_stay_ninety_days_and_longer_where_the_run_is_held()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var auditor = await fixture.PersonAsync("Audrey", Permissions.RunsReadAll);
        var draft = await fixture.MappedAsync("escrow.vendor", BadVendors);
        var facts = await fixture.TryAsync(draft);
        await fixture.Drafts.DiscardAsync(fixture.Olivia, draft.Id, default);
        var housekeeping = new RunHousekeeping(fixture.Db.Database, fixture.Node.Files, Options.Create(new RunOptions()));

        await fixture.Db.ExecuteAsync("update app.run set finished_at = now() - interval '89 days'");
        Assert.Equal(0, (await housekeeping.RunAsync(default)).Expired);
        await fixture.Db.ExecuteAsync("update app.run set finished_at = now() - interval '91 days'");
        await Keeping(fixture).HoldAsync(auditor, facts.Load.RunId, "Evidence", default);
        Assert.Equal(0, (await housekeeping.RunAsync(default)).Expired);
        Assert.Equal(2, fixture.Files.Length);

        await Keeping(fixture).ReleaseAsync(auditor, facts.Load.RunId, default);
        Assert.Equal(new Kept(1, 0, 0), await housekeeping.RunAsync(default));

        Assert.Empty(fixture.Files);
        await AssertGoneAsync(fixture, facts.Load.RunId);
        Assert.Equal(1, await fixture.Db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'run.upload_expired' and run_id = $1", facts.Load.RunId));
    }

    private static bool IsRejects(string name) => name.EndsWith(".rejects.csv", StringComparison.Ordinal);

    // The record stays and says how many they were.
    private static async Task AssertGoneAsync(DraftFixture fixture, Guid run)
    {
        Assert.Equal(ProblemKind.Gone, (await fixture.History.OpenRejectsAsync(fixture.Olivia, run, default)).FirstProblem.Kind);
        var load = (await fixture.History.GetAsync(fixture.Olivia, run, default)).Value!.Load;
        Assert.Equal((1L, false), (load.Rejected, load.HasRejects));
    }

    // A dry run and a load that have ended; the draft is given up, so the two runs alone name the file.
    private static async Task<(Guid Tried, QueuedRun Load)> LoadedAsync(DraftFixture fixture)
    {
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);
        var tried = await fixture.TryAsync(draft);
        var load = (await fixture.Drafts.LoadAsync(fixture.Olivia, draft.Id, draft.Version, default)).Value!;
        await fixture.WorkAsync();
        Assert.Null(await fixture.Drafts.DiscardAsync(fixture.Olivia, draft.Id, default));
        return (tried.Load.RunId, load);
    }

    private static RunKeeping Keeping(DraftFixture fixture) => new(
        fixture.Db.Database,
        new RunHistory(fixture.Db.Database, Options.Create(new RunOptions()), fixture.Node.Store, TestEngine.Catalog),
        fixture.Node.Files);
}
