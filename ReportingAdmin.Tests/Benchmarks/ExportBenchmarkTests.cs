using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>The benchmarks themselves, small, so that they still run when they are wanted; nothing is timed here.</summary>
public sealed class ExportBenchmarkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task RunAsync_measures_each_format_of_the_same_rows_beside_the_copy()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await VolumeData.EnsureAsync(db.Logins, 60, 24, CancellationToken.None);

        var measured = await new ExportBenchmark(db.Logins, _folder.FullName).RunAsync("histories", ["csv", "pdf"], rounds: 1, CancellationToken.None);

        Assert.Equal(["copy", "csv", "pdf"], measured.Select(one => one.Name));
        Assert.All(measured, one => Assert.True(one.Bytes > 0 && one.PeakMebibytes > 0 && one.Ratios is [> 0], one.Row()));

        // The reference is the run's own statement: apart from quoting, the same lines but for the byte order mark and line ends.
        var copied = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "tape.copy"));
        var written = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "tape.csv"));
        Assert.Equal(61, copied.Length);
        Assert.Equal(copied.Select(line => line.Split(',').Length), written.Select(line => line.Split(',').Length));
        Assert.Equal(copied[0], written[0]);
        Assert.Equal(40, copied[0].Split(',').Length);
        Assert.Equal(copied.Select(line => line.Split(',')[16]), written.Select(line => line.Split(',')[16]));
    }
}
