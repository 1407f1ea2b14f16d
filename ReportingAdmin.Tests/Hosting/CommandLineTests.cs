using System.Diagnostics;
using ReportingAdmin.Core.Data.Setup;
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
