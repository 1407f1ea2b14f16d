using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Previewing;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Tests.Syncs.Importing.Drafts;

namespace ReportingAdmin.Tests.Syncs.Importing.Records;

/// <summary>Adam looks as Olivia, who has a file under way and a load with a refused row. Both may load data; Adam may not read personal data.</summary>
public sealed class LoadPreviewTests
{
    private const string Vendors = "code,name\nV1,\n";

    [Fact]
    public async Task A_file_under_way_is_nobodys_in_a_preview()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var draft = await fixture.MappedAsync("escrow.vendor", Vendors);
        var preview = await PreviewAsync(fixture, "Admin");

        Assert.Equal(fixture.Olivia.PersonId, preview.PersonId); // her runs are shown to him
        Assert.True(preview.May(Permissions.ImportsManage));
        Assert.Empty(await fixture.Drafts.ListAsync(preview, default));
        Assert.Equal("unknown_draft", (await fixture.Drafts.FindAsync(preview, draft.Id, default)).FirstProblem.Code);
        Assert.Equal(draft.Id, Assert.Single(await fixture.Drafts.ListAsync(fixture.Olivia, default)).Id);
    }

    [Fact]
    public async Task Refused_rows_need_the_right_of_who_really_looks()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var facts = await fixture.TryAsync(await fixture.MappedAsync("escrow.vendor", Vendors));
        var preview = await PreviewAsync(fixture, "Admin");

        var page = await fixture.History.RejectsAsync(preview, facts.Load.RunId, 0, 50, default);
        var file = await fixture.History.OpenRejectsAsync(preview, facts.Load.RunId, default);
        var load = Assert.Single((await fixture.History.ListAsync(preview, new LoadFilter(WithDryRuns: true), 0, 10, default)).Value!.Loads);

        Assert.Equal((true, false), (preview.Knows(Permissions.PiiRead), preview.May(Permissions.PiiRead))); // Olivia holds it
        Assert.Equal((ProblemKind.Forbidden, Permissions.PiiRead), (page.FirstProblem.Kind, page.FirstProblem.Permission));
        Assert.Equal((ProblemKind.Forbidden, Permissions.PiiRead), (file.FirstProblem.Kind, file.FirstProblem.Permission));
        Assert.Equal((false, false), (load.IsMine, load.HasRejects));
        Assert.True((await fixture.History.RejectsAsync(fixture.Olivia, facts.Load.RunId, 0, 50, default)).Ok); // her own file
    }

    [Fact]
    public async Task Who_reads_personal_data_himself_sees_refused_rows_as_he_would_without_the_preview()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var facts = await fixture.TryAsync(await fixture.MappedAsync("escrow.vendor", Vendors));
        var preview = await PreviewAsync(fixture, "Admin", "Operations");

        Assert.Equal(2, Assert.Single((await fixture.History.RejectsAsync(preview, facts.Load.RunId, 0, 50, default)).Value!.Rows).Line);
        Assert.Empty(await fixture.Drafts.ListAsync(preview, default));
    }

    private static async Task<Caller> PreviewAsync(DraftFixture fixture, params string[] roles)
    {
        var adam = await fixture.Db.InsertIdAsync("app.person", new { Provider = "test", Subject = "adam", Name = "Adam" });
        await fixture.Db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", adam);
        foreach (var role in roles)
        {
            await fixture.Db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r where r.name = $2", adam, role);
        }

        var callers = new CallerLoader(fixture.Db.Database);
        var himself = (await callers.LoadAsync(adam, default)).Value!.Caller;
        var started = (await new PersonPreviews(fixture.Db.Database).StartAsync(himself, fixture.Olivia.PersonId!.Value, default)).Value!;
        return (await callers.LoadAsync(adam, started.Id, default)).Value!.Caller;
    }
}
