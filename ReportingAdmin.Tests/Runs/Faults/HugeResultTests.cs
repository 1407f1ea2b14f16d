using System.Globalization;
using ReportingAdmin.Tests.Benchmarks;
using ReportingAdmin.Tests.Testing;
using Xunit.Abstractions;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>
/// A result of any size passes through: no cap, and the process grows no larger. <c>HUGE_ROWS=10000000</c> makes it the whole 10
/// million rows and 2 GB of text, as CSV and as JSON; the lines it prints are those of <c>docs/benchmarks.md</c>.
/// </summary>
public sealed class HugeResultTests(ITestOutputHelper output) : IDisposable
{
    private const int Few = 200_000;
    private const double MayGrow = 32; // MiB; the runtime's own buffers have their size after the first hundred thousand rows

    private static readonly string? s_wanted = Environment.GetEnvironmentVariable("HUGE_ROWS");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("huge-");

    public static TheoryData<string> Formats => s_wanted is null ? ["csv"] : ["csv", "json"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_huge_result_is_written_whole_and_the_process_is_no_larger_than_with_a_small_one(string format)
    {
        var many = int.Parse(s_wanted ?? "800000", CultureInfo.InvariantCulture);
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        var small = await MakeAsync(db, format, Few);
        var large = await MakeAsync(db, format, many);

        Assert.InRange(large.PeakMebibytes - small.PeakMebibytes, double.MinValue, MayGrow);
    }

    private async Task<MeasuredProcess> MakeAsync(TestDatabase db, string format, int rows)
    {
        var measured = await MeasuredProcess.RunAsync(
            "dotnet",
            [
                "exec", typeof(HugeRun).Assembly.Location, "huge-run", format, rows.ToString(CultureInfo.InvariantCulture),
                $"ConnectionStrings:Reporting={db.Logins.App}", $"ConnectionStrings:Reader={db.Logins.Reader}", $"Files:Directory={_folder.FullName}",
                "Runs:KeepRows=0", // kept rows have their own limit; here both sizes are to do the same
                "Runs:StatementTimeout=01:00:00", "Runs:TimeBudget=02:00:00", // how long it takes is not what is looked at
            ],
            new Dictionary<string, string>(),
            CancellationToken.None);

        // The run itself has held rows and sum against the control query; here they are looked at in its record.
        var made = await db.ScalarAsync<string>(
            "select concat_ws(' ', r.status, d.row_counts ->> 'lines', d.totals -> 0 -> 'values' ->> 'amount') from app.run r join app.report_run d on d.run_id = r.id order by r.number desc limit 1");
        var sum = rows * (rows + 1m) / 200;
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"completed {rows} {sum:0.00}"), made);
        var bytes = Assert.Single(_folder.GetFiles("*." + format)).Length;
        Assert.True(bytes > rows * 200L, $"{bytes} bytes are too few for {rows} rows.");
        foreach (var file in _folder.GetFiles())
        {
            file.Delete();
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {format} | {rows:N0} | {bytes / 1e6:0} | {measured.Seconds:0.0} | {measured.PeakMebibytes:0} |"));
        return measured;
    }
}
