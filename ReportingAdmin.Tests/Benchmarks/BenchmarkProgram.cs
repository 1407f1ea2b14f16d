using System.CommandLine;
using System.Globalization;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Core.Data.Setup;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary><c>benchmark exports|reports|plans|pdf &lt;folder&gt;</c>: measures on demand and prints the tables of <c>docs/benchmarks.md</c>.</summary>
internal static class BenchmarkProgram
{
    private const int Few = 1000;

    /// <summary>Reads the command line and measures.</summary>
    /// <param name="args">What stands after <c>benchmark</c>.</param>
    public static Task<int> RunAsync(string[] args)
    {
        var folder = new Argument<string>("folder") { Description = "Where the cluster and its data lie; kept, so that a second call measures at once." };
        var loans = new Option<long>("--loans") { DefaultValueFactory = _ => 1_000_000, Description = "Rows of the tape." };
        var months = new Option<int>("--months") { DefaultValueFactory = _ => 24, Description = "Month-ends of each loan; fewer make the data sooner." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often each is measured." };
        var tapes = new Option<string[]>("--tape") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["snapshot", "histories"], Description = "The tape configurations to measure on all loans." };
        var exports = new Command("exports", "The loan tape in each format against psql's \\copy, and the memory it takes.") { folder, loans, months, rounds, tapes };
        exports.SetAction(async (parsed, ct) =>
        {
            await ExportsAsync(parsed.GetRequiredValue(folder), parsed.GetValue(loans), parsed.GetValue(months), parsed.GetValue(rounds), parsed.GetRequiredValue(tapes), ct);
            return 0;
        });
        var part = new Option<string[]>("--report") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [""], Description = "Only reports with this in their key; several are taken one after the other." };
        var cap = new Option<int>("--cap") { DefaultValueFactory = _ => 300, Description = "The most seconds a round of one report may take." };
        var reports = new Command("reports", "The default run of each report on the data of an embedded cluster, such as one with demo data.") { folder, rounds, part, cap };
        reports.SetAction(async (parsed, ct) =>
        {
            Console.WriteLine(ReportTiming.Header);
            await OnReportsAsync(
                parsed.GetRequiredValue(folder),
                parsed.GetRequiredValue(part),
                async (timings, one) => Console.WriteLine((await timings.RunAsync(one, parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(cap)), ct)).Row()),
                ct);
            return 0;
        });
        var key = new Argument<string>("report") { Description = "Its key; a part of it takes all that have it." };
        var plans = new Command("plans", "How the server answers the statements of a report: EXPLAIN (ANALYZE, BUFFERS).") { folder, key };
        plans.SetAction(async (parsed, ct) =>
        {
            await OnReportsAsync(parsed.GetRequiredValue(folder), [parsed.GetRequiredValue(key)], (timings, one) => timings.ExplainAsync(one, Console.Out, ct), ct);
            return 0;
        });
        return new RootCommand("Benchmarks.") { exports, reports, plans, PdfBenchmarkCommands.Measure(), PdfBenchmarkCommands.Write() }.Parse(args).InvokeAsync();
    }

    private static async Task ExportsAsync(string folder, long loans, int months, int rounds, string[] tapes, CancellationToken ct)
    {
        await using var cluster = await EmbeddedPostgres.StartAsync(folder, new EmbeddedStart { Say = Console.Error.WriteLine }, ct);
        var many = await DatabaseAsync(cluster, loans, months, ct);
        var few = await DatabaseAsync(cluster, Few, months, ct);
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        foreach (var tape in tapes)
        {
            var measured = await new ExportBenchmark(many, Path.Combine(folder, "out")).RunAsync(tape, ["csv", "xlsx", "json"], rounds, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{loans} loans of {months} months, tape '{tape}'\n\n{Measured.Header}"));
            foreach (var one in measured)
            {
                Console.WriteLine(one.Row());
            }
        }

        var small = await new ExportBenchmark(few, Path.Combine(folder, "out")).RunAsync("histories", ["csv", "xlsx", "json", "pdf"], rounds, ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Few} loans of {months} months, tape 'histories'\n\n{Measured.Header}"));
        foreach (var one in small)
        {
            Console.WriteLine(one.Row());
        }
    }

    private static async Task OnReportsAsync(string folder, IReadOnlyList<string> parts, Func<ReportTimings, string, Task> work, CancellationToken ct)
    {
        await using var cluster = await EmbeddedPostgres.StartAsync(folder, new EmbeddedStart { CreateIfMissing = false, Say = Console.Error.WriteLine }, ct);
        var logins = DatabaseHost.LoginsOf(cluster, DatabaseHost.EmbeddedDatabase);
        await new DatabaseSetup(logins).RunAsync(ct); // a kept cluster may be older than the statements
        await using var database = logins.Open();
        var timings = new ReportTimings(database);
        var keys = TestEngine.Catalog.All.Select(report => report.Meta.Key).Order(StringComparer.Ordinal).ToList();
        foreach (var key in parts.SelectMany(part => keys.Where(key => key.Contains(part, StringComparison.Ordinal))).Distinct())
        {
            try
            {
                await work(timings, key);
            }
            catch (InvalidOperationException refused)
            {
                // One that takes too long is a finding; the others are measured all the same.
                Console.WriteLine($"| {key} | {refused.Message} |");
            }
        }
    }

    private static async Task<DatabaseLogins> DatabaseAsync(EmbeddedPostgres cluster, long loans, int months, CancellationToken ct)
    {
        var logins = DatabaseHost.LoginsOf(cluster, string.Create(CultureInfo.InvariantCulture, $"volume_{loans}_{months}"));
        await Console.Error.WriteLineAsync($"Making {logins.Database} …");
        await VolumeData.EnsureAsync(logins, loans, months, ct);
        return logins;
    }
}
