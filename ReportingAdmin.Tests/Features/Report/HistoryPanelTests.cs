using Bunit;
using Npgsql;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report;

/// <summary>The files of a report, mine or everybody's.</summary>
public sealed class HistoryPanelTests : SiteComponentTest
{
    private const string Waiting = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from app.person p%'";

    protected override string Person => "Audrey Auditor";

    [Fact]
    public async Task Of_two_switches_the_answer_to_the_last_one_stands_there()
    {
        var panel = Render<HistoryPanel>(parameters => parameters.Add(one => one.ReportKey, "escrow/monthly-balance"));
        Until(panel, () => panel.FindAll(".segmented button").Count == 2);
        await using (var connection = await Site.Database.Owner.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var held = new NpgsqlCommand("lock table app.person in access exclusive mode", connection, transaction);
            await held.ExecuteNonQueryAsync();
            await SwitchAsync(panel, "Everybody's");
            await WaitingAsync(1);
            await SwitchAsync(panel, "Mine");
            await WaitingAsync(2);
            await AsSuperuserAsync($"select count(pg_cancel_backend(pid)) from (select pid {Waiting} order by query_start desc limit 1) last");
            Until(panel, () => panel.FindAll("[role=alert]").Count == 1);
        }

        await WaitingAsync(0);
        Assert.Contains("The files could not be listed.", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", panel.Find("[aria-pressed=true]").TextContent);
    }

    private static Task SwitchAsync(IRenderedComponent<HistoryPanel> panel, string words) =>
        panel.InvokeAsync(() => panel.FindAll("button").Single(button => button.TextContent == words).Click());

    private async Task WaitingAsync(long wanted)
    {
        for (var began = System.Diagnostics.Stopwatch.StartNew(); await AsSuperuserAsync("select count(*) " + Waiting) != wanted;)
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), $"{wanted} were waited for.");
            await Task.Delay(20);
        }
    }

    private async Task<long> AsSuperuserAsync(string sql)
    {
        await using var command = Site.Database.Superuser.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
