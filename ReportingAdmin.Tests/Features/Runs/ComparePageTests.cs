using System.Diagnostics;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Runs;

/// <summary>The page answers while files are compared, and shows what was chosen last.</summary>
public sealed class ComparePageTests : SiteComponentTest
{
    private Guid _one;
    private Guid _other;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _one = await MakeAsync("2026-09-01..2026-09-30");
        _other = await MakeAsync("2026-10-01..2026-10-31");
    }

    [Fact]
    public async Task A_comparison_that_was_left_does_not_take_the_place_of_what_was_chosen_since()
    {
        var page = Page();
        await using (var connection = await Site.Database.Owner.OpenConnectionAsync())
        {
            // It ends by being noted in the audit trail.
            await using var transaction = await connection.BeginTransactionAsync();
            await using var held = new Npgsql.NpgsqlCommand("lock table app.audit_event in access exclusive mode", connection, transaction);
            await held.ExecuteNonQueryAsync();
            Navigation.NavigateTo(AppUrls.Compare(_one) + "?with=" + _other);
            await WaitingAsync(true);
            Navigation.NavigateTo(AppUrls.Compare(_one));
            Until(page, () => page.FindAll(".skeleton").Count == 0);
        }

        await WaitingAsync(false);
        Assert.Empty(page.FindAll(".compare-head"));
        Assert.Contains(_other.ToString("D"), page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_answers_while_files_are_compared()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there are no such pipes
        }

        var page = Page();
        var files = Site.Services.GetRequiredService<RunFiles>();
        var kept = files.LocationOf((await Site.Database.ScalarAsync<string>("select kept_rows_name from app.report_run where run_id = $1", _one))!);
        File.Delete(kept);
        using var made = Process.Start("mkfifo", [kept]);
        await made.WaitForExitAsync();

        Navigation.NavigateTo(AppUrls.Compare(_one) + "?with=" + _other);
        var written = Task.Run(() => new FileStream(kept, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)); // opened when it is being read
        await using (await written.WaitAsync(TimeSpan.FromSeconds(60)))
        {
            await page.InvokeAsync(() => { }).WaitAsync(TimeSpan.FromSeconds(60));
            Navigation.NavigateTo(AppUrls.Compare(_one));
            Until(page, () => page.Markup.Contains(_other.ToString("D"), StringComparison.Ordinal));
        }

        Assert.Empty(page.FindAll(".compare-head"));
    }

    private IRenderedComponent<ComparePage> Page()
    {
        Navigation.NavigateTo(AppUrls.Compare(_one));
        var page = Render<ComparePage>(parameters => parameters.Add(one => one.Id, _one));
        Until(page, () => page.Markup.Contains(_other.ToString("D"), StringComparison.Ordinal));
        return page;
    }

    private async Task<Guid> MakeAsync(string period)
    {
        var person = await Site.Database.ScalarAsync<long>("select id from app.person where name = $1", Person);
        var caller = await Site.Services.GetRequiredService<CallerLoader>().LoadAsync(person, default);
        var file = new FileRequest(TestEngine.Request("escrow/monthly-balance", ("period", period)), FileFormat.Csv, new OutputOptions());
        var asked = await Site.Services.GetRequiredService<ReportRequests>().AskAsync(
            caller.Value!.Caller, new RunRequest(file) { Waits = true, WaitAtMost = TimeSpan.FromMinutes(1) }, default);
        Assert.NotNull(asked.Value?.File);
        return asked.Value.RunId;
    }

    private async Task WaitingAsync(bool wanted)
    {
        for (var began = Stopwatch.StartNew(); ;)
        {
            await using var command = Site.Database.Superuser.CreateCommand(
                "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%audit_event%')");
            if ((bool)(await command.ExecuteScalarAsync())! == wanted)
            {
                return;
            }

            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), $"Waiting for the trail: {!wanted}.");
            await Task.Delay(20);
        }
    }
}
