using Bunit;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report;

/// <summary>A report's page when things overlap or fail: the figures that stand there are those of the address, and stay.</summary>
public sealed class ReportDeskTests : SiteComponentTest
{
    private const string Both = "/catalog/escrow/monthly-balance?from=2026-09-01&to=2026-10-31&charts=table";
    private const string September = "/catalog/escrow/monthly-balance?from=2026-09-01&to=2026-09-30&charts=table";

    protected override string Person => "Audrey Auditor";

    [Fact]
    public async Task A_picture_is_of_the_months_beside_it_though_their_first_reading_was_overtaken_by_another_order()
    {
        var desk = Desk(Both);
        Assert.Contains("Oct 2026", desk.Find("figure.chart").TextContent, StringComparison.Ordinal);

        await using (await CloseAsync())
        {
            Navigation.NavigateTo(September);
            Until(desk, () => desk.Find(".results").GetAttribute("aria-busy") == "true");
            Navigation.NavigateTo(September + "&sort=closing");
        }

        Settle(desk);
        Assert.Single(desk.FindAll(".table-card tbody tr"));
        Assert.DoesNotContain("Oct 2026", desk.Find("figure.chart").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_a_picture_is_drawn_is_no_reason_to_read_the_figures_again()
    {
        var desk = Desk(Both);
        await Site.Database.ExecuteAsync("update app.reading_time set seconds = 900");

        Navigation.NavigateTo(Both + "&chartsIn=CAD");
        Until(desk, () => desk.Find("figure.chart a").GetAttribute("href")!.Contains("chartsIn=CAD", StringComparison.Ordinal));

        Assert.Equal("false", desk.Find(".results").GetAttribute("aria-busy"));
        Assert.Equal(2, desk.FindAll(".table-card tbody tr").Count);
        Assert.Equal(1, await Site.Database.ScalarAsync<long>("select count(*) from app.audit_event where action = 'report.preview'"));
    }

    [Fact]
    public async Task A_check_of_tie_outs_ends_with_its_parameters()
    {
        var desk = Desk(Both);
        await desk.InvokeAsync(() => desk.Find(".tie-out").Click());

        await using (await CloseAsync())
        {
            await PressAsync(desk, "Check now");
            await CheckingAsync(1);
            Navigation.NavigateTo(September);
            await CheckingAsync(0);
            Until(desk, () => !desk.Find(".tie-out").TextContent.Contains("Checking", StringComparison.Ordinal));
        }

        Settle(desk);
    }

    [Fact]
    public async Task What_stands_beside_the_figures_leaves_them_there_when_it_fails()
    {
        await BreakAsync("app.report_run");

        var desk = Desk(Both);
        await desk.InvokeAsync(() => desk.Find(".tie-out").Click());
        await PressAsync(desk, "History");

        Until(desk, () => desk.FindAll(".panel [role=alert]").Count > 0);
        Assert.Contains("The files could not be listed. Try again; if it fails again, send an administrator the reference ", desk.Find(".panel [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Checked with every file, or when you ask.", desk.Markup, StringComparison.Ordinal);
        Assert.Equal(2, desk.FindAll(".table-card tbody tr").Count);
    }

    [Fact]
    public async Task A_column_is_explained_without_its_SQL_where_the_right_to_it_cannot_be_read()
    {
        var desk = Desk(Both);
        Until(desk, () => desk.Find(".estimate").TextContent.Length > 0);
        await BreakAsync("app.person");

        await desk.InvokeAsync(() => desk.Find(".key-figure button").Click());

        Until(desk, () => desk.FindAll(".panel .facts").Count > 0);
        Assert.Empty(desk.FindAll(".panel .code-block"));
        Assert.Equal(2, desk.FindAll(".table-card tbody tr").Count);
    }

    [Fact]
    public async Task A_file_that_cannot_be_asked_for_is_said_in_a_sentence()
    {
        var desk = Desk(Both);
        Until(desk, () => desk.Find(".estimate").TextContent.Length > 0);
        await BreakAsync("app.person");

        await MakeFileAsync(desk);

        Until(desk, () => desk.FindAll(".download-state.field-problem").Count > 0);
        Assert.Contains("It could not be asked for. Try again; if it fails again, send an administrator the reference ", desk.Find(".download-state").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, desk.FindAll(".table-card tbody tr").Count);
    }

    [Fact]
    public async Task A_view_that_cannot_be_saved_is_said_where_it_was_named()
    {
        var desk = Desk(Both);
        Until(desk, () => desk.Find(".estimate").TextContent.Length > 0);
        await PressAsync(desk, "Save this view…");
        Until(desk, () => desk.FindAll("#view-name").Count > 0);
        await BreakAsync("app.person");

        await desk.InvokeAsync(() => desk.Find("#view-name").Change("Autumn"));
        await desk.InvokeAsync(() => desk.Find("form:has(#view-name)").Submit());

        Until(desk, () => desk.FindAll(".panel [role=alert]").Count > 0);
        Assert.Contains("The change failed. Try again; if it fails again, send an administrator the reference ", desk.Find(".panel [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, desk.FindAll(".table-card tbody tr").Count);
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_told_as_stopped_and_one_that_had_ended_before_is_not()
    {
        var desk = Desk(Both);
        await using var gate = await CloseAsync();
        await MakeAsync(desk);
        await PressAsync(desk, "Cancel");
        Until(desk, () => desk.Find(".download-state").TextContent.Contains("Cancelled.", StringComparison.Ordinal));
        Assert.Equal(1, await Site.Database.ScalarAsync<long>("select count(*) from app.run where status = 'cancelled' or cancel_requested_at is not null"));

        await MakeAsync(desk);
        await using (var connection = await Site.Database.Owner.OpenConnectionAsync())
        {
            // The page cannot look before the person has pressed.
            await using var transaction = await connection.BeginTransactionAsync();
            await using var held = new Npgsql.NpgsqlCommand("lock table app.person in access exclusive mode", connection, transaction);
            await held.ExecuteNonQueryAsync();
            await Site.Database.ExecuteAsync(
                "update app.run set status = 'failed', lease_owner = null, lease_until = null, error_code = 'test', error_message = 'Ended.', finished_at = clock_timestamp() where status = 'generating' and cancel_requested_at is null");
            await PressAsync(desk, "Cancel");
        }

        Until(desk, () => desk.Find(".download-state").TextContent.Contains("The run had ended before.", StringComparison.Ordinal));
        Assert.DoesNotContain("Cancelled", desk.Find(".download-state").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<ReportDesk> Desk(string address)
    {
        Navigation.NavigateTo(address);
        var desk = Render<ReportDesk>(parameters => parameters.Add(one => one.Area, "escrow").Add(one => one.Name, "monthly-balance"));
        Settle(desk);
        return desk;
    }

    private static void Settle(IRenderedComponent<ReportDesk> desk) =>
        Until(desk, () => desk.FindAll(".results[aria-busy='false'] .table-card tbody tr").Count > 0);

    private static async Task MakeAsync(IRenderedComponent<ReportDesk> desk)
    {
        await MakeFileAsync(desk);
        Until(desk, () => desk.FindAll(".download-state a").Count > 0 && desk.FindAll(".download-state button").Count > 0);
    }

    private static Task MakeFileAsync(IRenderedComponent<ReportDesk> desk) => PressAsync(desk, ".downloads a", "Download CSV");

    private static Task PressAsync(IRenderedComponent<ReportDesk> desk, string words) => PressAsync(desk, "button", words);

    // In one go: what is found may be drawn anew before it is pressed.
    private static Task PressAsync(IRenderedComponent<ReportDesk> desk, string selector, string words) =>
        desk.InvokeAsync(() => desk.FindAll(selector).Single(one => string.Join(' ', one.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) == words).Click());

    // Statements of checks, as whoever may see all sessions sees them.
    private async Task CheckingAsync(long wanted)
    {
        for (var began = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            await using var command = Site.Database.Superuser.CreateCommand(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name like '%tie-outs%' and state = 'active'");
            var found = (long)(await command.ExecuteScalarAsync())!;
            if (found == wanted)
            {
                return;
            }

            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), $"{found} checks where {wanted} was waited for.");
            await Task.Delay(20);
        }
    }
}
