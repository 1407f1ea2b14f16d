using System.Globalization;
using System.IO.Compression;
using System.Text;
using ReportingAdmin.Core.Statistics.Files;
using ReportingAdmin.Core.Statistics.Numerics;
using Xunit.Abstractions;

namespace ReportingAdmin.Tests.Statistics.Anomalies;

/// <summary>
/// On demand: spikes and dips of 5, 7 and 10 robust scales of the seasonal difference, one per 60 points, put into real series at random;
/// how many of them are flagged, and how many of the flagged points are among them. What real series hold of themselves counts as wrong.
/// </summary>
/// <param name="output">Where the table goes (docs/statistics.md).</param>
public sealed class InjectedAnomaliesTests(ITestOutputHelper output)
{
    private static readonly double[] s_sizes = [5, 7, 10];

    [M4Fact]
    public async Task Injected_spikes_and_dips_are_found()
    {
        var folder = Directory.CreateTempSubdirectory("injected-").FullName;
        try
        {
            int hits = 0, flagged = 0, injected = 0;
            var bySize = s_sizes.ToDictionary(size => size, _ => (Hits: 0, All: 0));
            foreach (var seed in Enumerable.Range(1, 4))
            {
                var truth = await InjectAsync(Path.Combine(folder, "in.csv"), new Random(seed));
                Assert.True((await AnomalyFiles.WriteAsync(Path.Combine(folder, "in.csv"), Path.Combine(folder, "out.csv"), default)).Ok);
                var found = (await File.ReadAllLinesAsync(Path.Combine(folder, "out.csv"))).Skip(1).Select(line => line[..line.LastIndexOf(',')]).ToHashSet();
                (hits, flagged, injected) = (hits + found.Count(truth.ContainsKey), flagged + found.Count, injected + truth.Count);
                foreach (var (place, size) in truth)
                {
                    bySize[size] = (bySize[size].Hits + (found.Contains(place) ? 1 : 0), bySize[size].All + 1);
                }
            }

            var f1 = 200.0 * hits / (flagged + injected);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"precision {100.0 * hits / flagged:0.0}, recall {100.0 * hits / injected:0.0}, F1 {f1:0.0} ({injected} injected)"));
            foreach (var (size, counts) in bySize)
            {
                // Nothing says what size a wrong flag has: precision at a size counts all of them against a third of the truth.
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} scales: recall {100.0 * counts.Hits / counts.All:0.0}, precision {100.0 * counts.Hits / (counts.Hits + ((flagged - hits) * counts.All / (double)injected)):0.0}"));
            }

            Assert.True(f1 >= 65, $"F1 {f1}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, double>> InjectAsync(string path, Random random)
    {
        var truth = new Dictionary<string, double>();
        var text = new StringBuilder(AnomalyFiles.Header).Append('\n');
        await using var file = new GZipStream(File.OpenRead(Path.Combine(M4FactAttribute.Folder!, "train.csv.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (await reader.ReadLineAsync() is { } line)
        {
            var cells = line.Split(',');
            var values = cells.Skip(6).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            var season = cells[2] switch { "Monthly" => 12, "Quarterly" => 4, "Weekly" => 52, "Daily" => 7, _ => 1 };
            season = values.Length > season + 5 ? season : 1;
            var scale = RobustScale.Mad([.. values.Skip(season).Zip(values, (now, before) => now - before)]);
            if (values.Length < 12 || scale == 0)
            {
                continue;
            }

            foreach (var place in Enumerable.Range(0, values.Length).OrderBy(_ => random.Next()).Take(Math.Max(1, (int)Math.Round(values.Length / 60.0))))
            {
                var size = s_sizes[random.Next(3)];
                values[place] += (random.Next(2) == 0 ? 1 : -1) * size * scale;
                truth[$"{cells[0]},{Stamp(cells[2], place)}"] = size;
            }

            for (var i = 0; i < values.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{cells[0]},{Stamp(cells[2], i)},{values[i]:R}\n");
            }
        }

        await File.WriteAllTextAsync(path, text.ToString());
        return truth;
    }

    private static string Stamp(string period, int i)
    {
        var start = new DateOnly(1900, 1, 1);
        var day = period switch { "Daily" => start.AddDays(i), "Weekly" => start.AddDays(7 * i), "Monthly" => start.AddMonths(i), "Quarterly" => start.AddMonths(3 * i), _ => start.AddYears(i) };
        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>A test that needs the development series of the M4 competition's kind (train.csv.gz), named by an environment variable.</summary>
public sealed class M4FactAttribute : FactAttribute
{
    /// <summary>Names their folder.</summary>
    public const string Variable = "REPORTING_M4_DATA";

    /// <summary>Their folder; null = not here.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>Skips where they are not.</summary>
    public M4FactAttribute()
    {
        if (Folder is null)
        {
            Skip = $"Name the folder of the development series in {Variable}.";
        }
    }
}
