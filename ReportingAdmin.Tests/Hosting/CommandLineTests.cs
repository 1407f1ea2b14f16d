using System.Diagnostics;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Setup;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Hosting;

/// <summary>The program as a process, from a working directory of its own.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task A_verb_that_reads_makes_no_cluster_and_migrate_does()
    {
        await using var own = new OwnCluster();
        var key = $"--Embedded:DataDirectory={own.Folder}";

        var before = await RunAsync("check", key);
        Assert.Equal(1, before.ExitCode);
        Assert.StartsWith("There is no database yet in", before.Errors, StringComparison.Ordinal);
        Assert.Contains("`migrate` makes an empty one", before.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(own.Folder));

        var migrated = await RunAsync("migrate", key);
        Assert.Equal(0, migrated.ExitCode);
        Assert.Equal($"Database reporting is at {SchemaState.Known[^1]} ({SchemaState.Known.Count} migrations).", migrated.Output);
        Assert.Contains("Making the embedded PostgreSQL", migrated.Errors, StringComparison.Ordinal);

        var after = await RunAsync("check", key);
        Assert.True(after.ExitCode == 0, after.Output);
        Assert.Contains("ok      migrations", after.Output, StringComparison.Ordinal);
        Assert.Contains("ok      privileges", after.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(own.Data, "postmaster.pid")));
    }

    [Fact]
    public async Task Check_on_a_server_where_something_is_wrong_prints_the_sql_and_fails()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await using (var command = db.Superuser.CreateCommand("grant execute on function pg_catalog.lo_create(oid) to public"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var check = await RunAsync("check", $"--ConnectionStrings:Reporting={db.Logins.App}", $"--ConnectionStrings:Reader={db.Logins.Reader}");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("ok      migrations", check.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED  privileges", check.Output, StringComparison.Ordinal);
        Assert.Contains("The role reporting_reader may call lo_create(oid), which READ ONLY does not stop.", check.Output, StringComparison.Ordinal);
        Assert.Contains("-- What a database administrator can run:", check.Output, StringComparison.Ordinal);
        Assert.Contains("revoke execute on function", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "Unrecognized command or argument 'nonsense'")]
    [InlineData("--Runs:StatmentTimeout=1", "Runs:StatmentTimeout is not known; the keys of Runs are ")]
    [InlineData("--environment=Production", "Auth:Provider is empty")]
    [InlineData("--environment=Staging --Auth:Provider=Development", "Auth:Provider = Development lets anyone sign in as anyone")]
    public async Task What_cannot_be_done_is_said_in_words_with_exit_code_1(string line, string said)
    {
        var answer = await RunAsync(line.Split(' '));

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(said, answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bad_rows_of_a_load_go_where_the_operator_wants_them_and_no_page_offers_them()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var folder = Directory.CreateTempSubdirectory("import-");
        var (file, rejects) = (Path.Combine(folder.FullName, "vendors.csv"), Path.Combine(folder.FullName, "bad.csv"));
        await File.WriteAllTextAsync(file, "code,name\nV1,One\nV2,\n");

        var loaded = await RunAsync(
            "import", "escrow.vendor", file, "--rejects", rejects, $"--ConnectionStrings:Reporting={db.Logins.App}", $"--ConnectionStrings:Reader={db.Logins.Reader}");

        Assert.True(loaded.ExitCode == 1, loaded.Errors);
        Assert.Contains($"1 bad rows, all in {rejects}.", loaded.Output, StringComparison.Ordinal);
        Assert.StartsWith("line,table,column,value,reason\r\n3,escrow.vendor,name,", await File.ReadAllTextAsync(rejects), StringComparison.Ordinal);
        Assert.Equal("failed 1 t", await db.ScalarAsync<string>(
            "select concat_ws(' ', r.status, s.rows_rejected, s.reject_name is null) from app.run r join app.data_sync_run s on s.run_id = r.id"));
        var reader = TestEngine.Caller(RowScope.All, Permissions.ImportsManage, Permissions.PiiRead);
        var history = new LoadHistory(db.Database, new RunFiles(folder.FullName));
        var load = Assert.Single((await history.ListAsync(reader, new LoadFilter(), 0, 10, default)).Value!.Loads);
        Assert.False(load.HasRejects);
        var offered = await history.RejectsAsync(reader, load.RunId, 0, 50, default);
        Assert.Equal(
            (ProblemKind.Gone, "The refused rows of this load are not kept, or no longer. A dry run of the file shows them."),
            (offered.FirstProblem.Kind, offered.FirstProblem.Message));
        folder.Delete(recursive: true);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ReportingAdmin.Hosting.CommandLine).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }
}
