using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Files;

namespace ReportingAdmin.Tests.Statistics.Files;

public sealed class AnomalyFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("anomalies-").FullName;

    private string Output => Path.Combine(_folder, "out.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_line_per_flagged_point_with_the_stamp_as_it_was_written()
    {
        var summary = (await WriteAsync(Series("b", 60, 30) + Series("\"a, quoted\"", 60, 11))).Value!;

        var lines = await File.ReadAllLinesAsync(Output);
        Assert.Equal("series,timestamp,score", lines[0]);
        Assert.Equal(["b,2024-01-31", "\"a, quoted\",2024-01-12"], lines.Skip(1).Select(line => line[..line.LastIndexOf(',')]));
        Assert.All(lines.Skip(1), line => Assert.True(double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture) > 6));
        Assert.Equal((2, 120, 2), (summary.Series, summary.Points, summary.Flagged));
        Assert.Empty(summary.Notes);
    }

    /// <summary>The order of the lines does not change what is found, and a file whose series are mixed is read too.</summary>
    [Fact]
    public async Task Unsorted_and_mixed_lines_give_the_same_points_and_are_told()
    {
        var text = Series("a", 60, 30) + Series("b", 60, 11);
        await WriteAsync(text);
        var plain = await File.ReadAllTextAsync(Output);

        var mixed = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).OrderBy(line => line[2..].GetHashCode(StringComparison.Ordinal)).ToList();
        mixed.Sort((x, y) => string.CompareOrdinal(y.Split(',')[2], x.Split(',')[2]));
        var summary = (await WriteAsync(string.Join("\r\n", mixed.OrderBy(line => line[0] == 'b' ? 1 : 0)))).Value!;

        Assert.Equal(plain, await File.ReadAllTextAsync(Output));
        Assert.Contains("a: The lines were not in order of time and were sorted.", summary.Notes);
        var zipped = text.Split('\n').Take(60).Zip(text.Split('\n').Skip(60)).SelectMany(pair => new[] { pair.First, pair.Second });
        await WriteAsync(string.Join('\n', zipped));
        Assert.Equal(plain, await File.ReadAllTextAsync(Output));
    }

    [Fact]
    public async Task Missing_values_missing_days_and_twice_the_same_day_are_handled()
    {
        var lines = Series("a", 60, 30).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        lines[5] = lines[5][..(lines[5].LastIndexOf(',') + 1)];
        lines.RemoveAt(7);
        lines.Insert(9, lines[8][..(lines[8].LastIndexOf(',') + 1)] + "999999");
        lines.Insert(10, lines[8]); // the last line of a day counts

        var summary = (await WriteAsync(string.Join('\n', lines))).Value!;

        Assert.Equal(["a: 2 timestamps stood more than once; the last line of each counts."], summary.Notes);
        Assert.StartsWith("a,2024-01-31,", (await File.ReadAllLinesAsync(Output))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("x")]
    public async Task Stamps_may_be_numbers_or_any_text(string stamp)
    {
        var text = string.Concat(Series("a", 60, 30).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => $"a,{stamp}{(stamp == "1" ? 1000 + i : i)},{line.Split(',')[2]}\n"));

        await WriteAsync(text);

        Assert.StartsWith(stamp == "1" ? "a,11030," : "a,x30,", (await File.ReadAllLinesAsync(Output))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,2024-01-01,1\n", "a: Too few values to tell what is unusual: 1, at least 5 are needed.")]
    [InlineData("a,2024-01-01,7\na,2024-01-02,7\na,2024-01-03,7\na,2024-01-04,7\na,2024-01-05,7\n", "a: All values are the same; nothing is unusual.")]
    [InlineData("a,2024-01-01,\na,2024-01-02,\n", "a: There are no values.")]
    [InlineData("a,2024-01-01,1\na,2024-01-01,2\na,2024-01-01,3\n", "a: 2 timestamps stood more than once; the last line of each counts.")]
    public async Task A_series_that_cannot_be_judged_is_told_and_the_file_is_written(string text, string said)
    {
        Assert.Contains(said, (await WriteAsync(text)).Value!.Notes);
        Assert.Equal("series,timestamp,score\n", await File.ReadAllTextAsync(Output));
    }

    [Theory]
    [InlineData("a,2024-01-01,abc\n", "line 2: \"abc\" is not a number; write it as 1234.56, with no thousands separator.")]
    [InlineData("a,2024-01-01,1\na,2024-01-02,1e999\n", "line 3: \"1e999\" is not a finite number.")]
    [InlineData("a,2024-01-01,NaN\n", "line 2: \"NaN\" is not a finite number.")]
    [InlineData("a,,5\n", "line 2: the timestamp is missing.")]
    [InlineData("a,2024-01-01\n", "line 2: has 2 cells where the header has 3.")]
    [InlineData("a,2024-01-01,\"5\n", "a quote is never closed.")]
    public async Task A_bad_line_is_named_and_nothing_is_written(string text, string said)
    {
        Assert.Contains(said, (await WriteAsync(text)).FirstProblem.Message, StringComparison.Ordinal);
        Assert.Equal(["in.csv"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_with_a_header_alone_gives_one()
    {
        Assert.Equal(0, (await WriteAsync("")).Value!.Series);
        Assert.Equal("series,timestamp,score\n", await File.ReadAllTextAsync(Output));
    }

    /// <summary>Daily values with small noise and one high point.</summary>
    private static string Series(string id, int count, int spike)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{id},{new DateOnly(2024, 1, 1).AddDays(i):yyyy-MM-dd},{100 + (i * 7 % 17) + (i == spike ? 300 : 0)}\n");
        }

        return text.ToString();
    }

    private async Task<Outcome<AnomalySummary>> WriteAsync(string lines)
    {
        var input = Path.Combine(_folder, "in.csv");
        await File.WriteAllTextAsync(input, AnomalyFiles.Header + "\n" + lines);
        return await AnomalyFiles.WriteAsync(input, Output, default);
    }
}
