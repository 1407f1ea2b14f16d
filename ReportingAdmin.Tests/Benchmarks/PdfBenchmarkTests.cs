namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>The PDF benchmark, small, so that it still runs when it is wanted; nothing is timed here.</summary>
public sealed class PdfBenchmarkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task RunAsync_writes_a_table_of_about_so_many_pages()
    {
        var measured = await new PdfBenchmark(_folder.FullName).RunAsync(pages: 3, rounds: 1, python: null, CancellationToken.None);

        Assert.True(Assert.Single(measured).Bytes > 3000);
        if (Testing.PdfText.Available)
        {
            var pages = await Testing.PdfText.PagesAsync(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "table.pdf")));
            Assert.InRange(pages.Length, 3, 6);
            Assert.Contains("L-000174", string.Join('\n', pages), StringComparison.Ordinal);
        }
    }
}
