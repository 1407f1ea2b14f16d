using System.Text.Json.Nodes;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Tests.Syncs.Importing.Drafts;

namespace ReportingAdmin.Tests.Syncs.Importing.Mapping;

/// <summary>Mappings under names.</summary>
public sealed class SavedMappingsTests
{
    [Fact]
    public async Task A_mapping_is_saved_taken_changed_and_deleted()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var hackClub = ImportFixture.Example("hackclub-ledger") with { Name = "  Hack  Club " };

        var first = (await fixture.Mappings.SaveAsync(fixture.Olivia, hackClub, null, default)).Value!;
        var second = (await fixture.Mappings.SaveAsync(fixture.Olivia, first.Mapping with { Description = "Changed" }, 1, default)).Value!;
        var listed = Assert.Single((await fixture.Mappings.ListAsync(fixture.Olivia, default)).Value!);

        Assert.Equal(("Hack Club", 1, "Olivia"), (first.Name, first.Revision, first.ChangedBy));
        Assert.Equal((2, "Changed", "Changed"), (second.Revision, second.Mapping.Description, listed.Mapping.Description));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(MappingReader.Write(hackClub with { Name = "Hack Club" })), JsonNode.Parse(MappingReader.Write(first.Mapping))));
        Assert.Null(await fixture.Mappings.DeleteAsync(fixture.Olivia, "Hack Club", 2, default));
        Assert.Empty((await fixture.Mappings.ListAsync(fixture.Olivia, default)).Value!);
        Assert.Equal(3, await fixture.Db.ScalarAsync<long>("select count(*) from app.audit_event where action in ('mapping.save', 'mapping.delete')"));
    }

    [Fact]
    public async Task Taken_names_late_changes_and_mappings_that_are_not_in_order_are_refused()
    {
        await using var fixture = await DraftFixture.CreateAsync();
        var oxford = ImportFixture.Example("oxford-spend-2015");
        await fixture.Mappings.SaveAsync(fixture.Olivia, oxford with { Name = "Spend" }, null, default);

        Assert.Equal("name_taken", (await fixture.Mappings.SaveAsync(fixture.Olivia, oxford with { Name = "SPEND" }, null, default)).FirstProblem.Code);
        Assert.Equal("stale", (await fixture.Mappings.SaveAsync(fixture.Olivia, oxford with { Name = "Spend" }, 7, default)).FirstProblem.Code);
        Assert.Equal("stale", (await fixture.Mappings.DeleteAsync(fixture.Olivia, "Spend", 7, default))?.Code);
        Assert.Equal(["empty", "mapping_invalid"], (await fixture.Mappings.SaveAsync(fixture.Olivia, new FileMapping { Name = "\u200B" }, null, default)).Problems.Select(problem => problem.Code));
        Assert.Equal(ProblemKind.Forbidden, (await fixture.Mappings.SaveAsync(Testing.TestEngine.Caller(Core.Access.RowScope.All), oxford, null, default)).FirstProblem.Kind);
    }

    [Fact]
    public void A_mapping_says_what_keeps_it_from_a_file()
    {
        var spend = new SavedMapping("Spend", 1, ImportFixture.Example("oxford-spend-2015"), null, default, null);
        string[] header = ["Organisation", "Service Area", "Expenditure Unit", "Paid Date", "Trans No", "Amount", "Type", "Supplier ID", "Supplier Name"];

        Assert.Empty(spend.Misfits(header));
        Assert.Contains("\"Expenditure Unit\"", Assert.Single(spend.Misfits([.. header.Where(name => name != "Expenditure Unit")])).Message, StringComparison.Ordinal);
    }
}
