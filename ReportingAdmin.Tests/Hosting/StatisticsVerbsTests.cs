using System.Diagnostics;

namespace ReportingAdmin.Tests.Hosting;

/// <summary>The verbs of the statistics as processes: what they write, and what they say of files that cannot be used.</summary>
public sealed class StatisticsVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("statistics-verbs").FullName;

    [Theory]
    [InlineData("A,x,Monthly,12,t,2,5,5,5,5\n", 0, "1 series forecast.", "")]
    [InlineData("A,x,Yearly,1,t,1,7\n", 0, "1 series forecast.", "")]
    [InlineData("", 1, "", "There are no series in the file")]
    [InlineData("A,x,Hourly,24,t,2,1,2\n", 1, "0 series forecast, 1 not.", "Line 1: period 'Hourly' is none of")]
    [InlineData("A,x,Monthly,12,t,2,1,two\n", 1, "0 series forecast, 1 not.", "Line 1: value 2 'two' is no number")]
    public async Task Forecast_says_what_it_did_and_what_stands_against_a_line(string text, int code, string output, string errors)
    {
        var answer = await RunAsync("forecast", text);

        Assert.Equal(code, answer.ExitCode);
        Assert.Equal(output, answer.Output);
        Assert.Contains(errors, answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_run_twice_writes_the_same_bytes()
    {
        var text = "A,x,Quarterly,4,t,4," + string.Join(',', Enumerable.Range(0, 30).Select(i => 50 + (i * 7919 % 13))) + "\n";

        Assert.Equal((await RunAsync("forecast", text)).File, (await RunAsync("forecast", text)).File);
    }

    [Theory]
    [InlineData("series,timestamp,value\na,2025-01-01,1\n", 0)]
    [InlineData("series,timestamp,value\na,2025-01-03,3\na,2025-01-01,1\na,2025-01-02,2\n", 0)]
    [InlineData("series,timestamp,value\n", 0)]
    [InlineData("no,such,header\n1,2,3\n", 1)]
    public async Task Anomalies_writes_its_header_or_says_what_is_wrong(string text, int code)
    {
        var answer = await RunAsync("anomalies", text);

        Assert.Equal(code, answer.ExitCode);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
        if (code == 0)
        {
            Assert.Equal("series,timestamp,score", answer.File.Trim());
        }
        else
        {
            Assert.NotEmpty(answer.Errors);
        }
    }

    [Theory]
    [InlineData("xirr", "id,date,amount\na,2024-01-01,-1000\na,2025-01-01,1100\n", 0, "0.0997")]
    [InlineData("xirr", "id,date,amount\na,2024-01-01,5\na,2025-01-01,7\n", 0, "\"rate\":null")]
    [InlineData("nonsense", "y,x\n1,1\n", 1, "")]
    public async Task Calculate_answers_or_says_what_is_wrong(string method, string text, int code, string expected)
    {
        var answer = await RunAsync("calculate " + method, text);

        Assert.Equal(code, answer.ExitCode);
        Assert.Contains(expected, answer.File.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
        Assert.True(code == 0 || answer.Errors.Length > 0);
    }

    [Theory]
    [InlineData("forecast")]
    [InlineData("anomalies")]
    [InlineData("calculate xirr")]
    public async Task A_file_that_is_not_there_is_named_with_exit_code_1(string verb)
    {
        var answer = await RunAsync(verb, null);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("input.csv", answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int ExitCode, string Output, string Errors, string File)> RunAsync(string verb, string? text)
    {
        var (input, output) = (Path.Combine(_folder, "input.csv"), Path.Combine(_folder, "output"));
        if (text is not null)
        {
            await File.WriteAllTextAsync(input, text);
        }

        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ReportingAdmin.Hosting.CommandLine).Assembly.Location, .. verb.Split(' '), "--input", input, "--output", output])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await said).Trim(), (await errors).Trim(), File.Exists(output) ? await File.ReadAllTextAsync(output) : "");
    }
}
