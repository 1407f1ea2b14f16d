using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

/// <summary>The planner's guess decides whether a request waits for its file: it must know a small report when it sees one.</summary>
public sealed class RowEstimateTests
{
    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Select(report => report.Meta.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_default_run_on_the_demo_data_is_small_enough_to_wait_for(string key)
    {
        var engine = new TestEngine(await TestDatabase.SharedAsync(Template.Demo), "2025-07-10");
        var prepared = await engine.Runner.PrepareAsync(TestEngine.Everyone, TestEngine.Request(key), default);

        var estimate = await engine.Runner.EstimateAsync(prepared.Value!, default);

        Assert.InRange(estimate.Value!.Rows, 0, new RunOptions().InlineMaxRows);
    }
}
