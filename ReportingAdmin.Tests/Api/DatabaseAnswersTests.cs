using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Api;

/// <summary>What a script and a browser are told while the database gives no connection or takes no change.</summary>
public sealed class DatabaseAnswersTests : IAsyncLifetime
{
    private static readonly Uri s_runs = new("/api/v1/reports", UriKind.Relative);
    private static readonly Uri s_generate = new("/api/v1/reports/generate", UriKind.Relative);

    private SiteHost _site = null!;
    private HttpClient _fred = null!;

    public async Task InitializeAsync()
    {
        _site = await SiteHost.StartAsync(Template.Empty);
        await new RunSeed(_site.Database, "").FillAsync();
        _fred = await DemoSite.SignedInAsync(_site, "Fred Finance");
    }

    public async Task DisposeAsync()
    {
        _fred.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_connection_the_answer_is_503_at_once_and_says_when_to_come_back()
    {
        await ChangeAsync("connection limit 0");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var script = await _fred.GetAsync(s_runs);
        using var page = await _fred.GetAsync(new Uri("/catalog", UriKind.Relative));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Two answers took {clock.Elapsed}.");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, script.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), script.Headers.RetryAfter?.Delta);
        var problem = await script.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("database_away", problem.GetProperty("code").GetString());
        Assert.StartsWith("The database did not answer.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("reference").GetString()!);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("The database did not answer", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await ChangeAsync("connection limit -1");
        using var later = await _fred.GetAsync(s_runs);
        using var again = await _fred.GetAsync(s_runs);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task While_the_database_is_read_only_reading_works_and_asking_for_a_file_says_why_not()
    {
        await ChangeAsync("set default_transaction_read_only = on");
        using var first = await _fred.GetAsync(s_runs); // it may meet a connection that was ended
        using var read = await _fred.GetAsync(s_runs);
        using var asked = await _fred.PostAsJsonAsync(s_generate, new { report = "escrow/monthly-balance" });

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, asked.StatusCode);
        Assert.Equal("database_read_only", (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        await ChangeAsync("reset default_transaction_read_only");
        using var later = await _fred.PostAsJsonAsync(s_generate, new { report = "escrow/monthly-balance" });
        using var again = await _fred.PostAsJsonAsync(s_generate, new { report = "escrow/monthly-balance" }); // the first may meet a connection that was ended
        Assert.True(again.IsSuccessStatusCode, $"{later.StatusCode}, then {again.StatusCode}: {await again.Content.ReadAsStringAsync()}");
    }

    // For connections made from now on; those there are end, as with a restart.
    private async Task ChangeAsync(string change)
    {
        var name = new NpgsqlConnectionStringBuilder(_site.Database.Logins.App).Database;
        await using var connection = new NpgsqlConnection(_site.Database.Logins.Owner + ";Pooling=false;Options=-c default_transaction_read_only=off");
        await connection.OpenAsync();
        foreach (var sql in new[]
        {
            $"alter database {name} {change}",
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
