using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Forecasting;

namespace ReportingAdmin.Tests.Statistics.Forecasting;

/// <summary>The file of forecasts: its form, and what is said of lines and files that cannot be used.</summary>
public sealed class ForecastFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("forecasts-").FullName;
    private readonly List<string> _told = [];

    private string Output => Path.Combine(_folder, "out.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("A,x,Hourly,24,t,2,1,2", "Line 1: period 'Hourly' is none of Yearly, Quarterly, Monthly, Weekly, Daily.")]
    [InlineData("A,x,,24,t,2,1,2", "Line 1: period '' is none of Yearly, Quarterly, Monthly, Weekly, Daily.")]
    [InlineData("A,x,Monthly,12,t,0,1,2", "Line 1: h '0' is no whole number from 1 to 365.")]
    [InlineData("A,x,Monthly,12,t,366,1,2", "Line 1: h '366' is no whole number from 1 to 365.")]
    [InlineData("A,x,Monthly,12,t,-3,1,2", "Line 1: h '-3' is no whole number from 1 to 365.")]
    [InlineData("A,x,Monthly,12,t,six,1,2", "Line 1: h 'six' is no whole number from 1 to 365.")]
    [InlineData("A,x,Monthly,12,t,2", "Line 1: has 6 fields; write id,source,period,m,type,h and at least one value.")]
    [InlineData("A", "Line 1: has 1 fields; write id,source,period,m,type,h and at least one value.")]
    [InlineData(",x,Monthly,12,t,2,1,2", "Line 1: the id is missing.")]
    [InlineData("A,x,Monthly,12,t,2,1,1;5", "Line 1: value 2 '1;5' is no number.")]
    [InlineData("A,x,Monthly,12,t,2,,,", "Line 1 (A): All values are missing; at least one is needed.")]
    [InlineData("A,x,Monthly,12,t,2,1,NA,NaN,,2", "Line 1 (A): 3 of 5 values are missing; at least half must be known.")]
    [InlineData("A,x,Monthly,12,t,2,1,1e300,2", "Line 1 (A): Value 2 is infinite or larger than 1e150 in size, too large to calculate with; state the series in a larger unit.")]
    [InlineData("A,x,Monthly,12,t,2,1,-Infinity,2", "Line 1 (A): Value 2 is infinite or larger than 1e150 in size, too large to calculate with; state the series in a larger unit.")]
    [InlineData("A,x,Monthly,12,t,2,1,\"2", "Line 1: a quote is never closed.")]
    public async Task A_bad_line_is_told_and_the_others_are_forecast(string line, string said)
    {
        var summary = (await WriteAsync(line + "\nB,x,Yearly,1,t,1,7,7,7,7\n")).Value;

        Assert.Equal(new ForecastSummary(1, 1), summary);
        Assert.Equal([said], _told);
        Assert.Equal("id,h,mean,lo,hi\nB,1,7,7,7\n", await File.ReadAllTextAsync(Output));
    }

    [Fact]
    public async Task An_id_that_stands_twice_is_forecast_once_and_told()
    {
        var summary = (await WriteAsync("A,x,Yearly,1,t,1,7,7,7,7\nA,x,Yearly,1,t,1,8,8,8,8\n")).Value;

        Assert.Equal(new ForecastSummary(1, 1), summary);
        Assert.Equal(["Line 2 (A): this id stands in an earlier line, which counts."], _told);
        Assert.Equal("id,h,mean,lo,hi\nA,1,7,7,7\n", await File.ReadAllTextAsync(Output));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("id,source,period,m,type,h,v1,v2\n")]
    [InlineData("\"id\",\"source\",\"period\",\"m\",\"type\",\"h\",\"v1\"\r\n")]
    public async Task A_file_without_series_is_refused_and_nothing_is_written(string text)
    {
        Assert.StartsWith("There are no series in the file", (await WriteAsync(text)).FirstProblem.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
        Assert.Equal(["in.csv"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Ids_keep_their_order_and_their_commas_and_quotes()
    {
        var outcome = await WriteAsync("\uFEFFid,source,period,m,type,h,v1\r\n\"b, \"\"x\"\"\",x,yearly,1,t,1,7,7,7,7\r\na,x,DAILY,7,t,1,\"3\",3,3,3,,,\r\n");

        Assert.Equal(new ForecastSummary(2, 0), outcome.Value);
        Assert.Equal("id,h,mean,lo,hi\n\"b, \"\"x\"\"\",1,7,7,7\na,1,3,3,3\n", await File.ReadAllTextAsync(Output));
    }

    [Fact]
    public async Task A_quote_at_the_beginning_of_an_id_is_kept()
    {
        await WriteAsync("\"\"\"x\"\" y\",x,Yearly,1,t,1,7,7,7,7\n");

        Assert.Equal("id,h,mean,lo,hi\n\"\"\"x\"\" y\",1,7,7,7\n", await File.ReadAllTextAsync(Output));
    }

    [Fact]
    public async Task A_gzipped_file_is_read_and_a_damaged_one_is_named()
    {
        var input = Path.Combine(_folder, "in.csv.gz");
        await using (var packed = new GZipStream(File.Create(input), CompressionLevel.Fastest))
        {
            await packed.WriteAsync(Encoding.UTF8.GetBytes("A,x,Yearly,1,t,1,7,7,7,7\n"));
        }

        Assert.Equal(new ForecastSummary(1, 0), (await ForecastFile.WriteAsync(input, Output, null, 0.95, _told.Add, default)).Value);

        await File.WriteAllTextAsync(input, "A,x,Yearly,1,t,1,7,7,7,7\n");
        Assert.Equal($"{input} is not gzipped as its name says, or is damaged.", (await ForecastFile.WriteAsync(input, Output, null, 0.95, _told.Add, default)).FirstProblem.Message);
        Assert.Equal("id,h,mean,lo,hi\nA,1,7,7,7\n", await File.ReadAllTextAsync(Output)); // the file of before stays whole
    }

    [Fact]
    public async Task Details_are_a_line_of_json_for_each_series()
    {
        var input = Path.Combine(_folder, "in.csv");
        var details = Path.Combine(_folder, "details.jsonl");
        var season = string.Join(',', Enumerable.Range(0, 48).Select(i => 100 + (10 * (i % 4))));
        await File.WriteAllTextAsync(input, $"A,x,Quarterly,4,t,4,{season}\n\"B, é\",x,Yearly,1,t,1,7,7,7,,\n");
        Assert.True((await ForecastFile.WriteAsync(input, Output, details, 0.9, _told.Add, default)).Ok);

        var lines = (await File.ReadAllLinesAsync(details)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["A", "B, é"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal((4, 48, 0.9), (lines[0].GetProperty("season").GetInt32(), lines[0].GetProperty("n").GetInt32(), lines[0].GetProperty("level").GetDouble()));
        Assert.Equal(1, lines[0].GetProperty("season_strength").GetDouble(), 0.01);
        Assert.Equal(0, lines[0].GetProperty("backtest").GetProperty("seasonal_naive_error").GetDouble(), 1e-9); // four values that repeat
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("backtest").ValueKind);
        Assert.Equal(
            ["2 missing values at the end were left out: the forecast begins after the last known value.", "Only 3 values: the last one is repeated with a wide band; 4 are needed for a model, 8 for a dependable one."],
            lines[1].GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.Equal("The output has no name; give a file to write.", (await ForecastFile.WriteAsync(input, Output, "", 0.9, _told.Add, default)).FirstProblem.Message);
        Assert.Equal("The output has no name; give a file to write.", (await ForecastFile.WriteAsync(input, "", details, 0.9, _told.Add, default)).FirstProblem.Message);
        Assert.Equal("The forecasts and their details cannot go to the same file.", (await ForecastFile.WriteAsync(input, Output, Output, 0.9, _told.Add, default)).FirstProblem.Message);
    }

    [Fact]
    public async Task Input_and_output_may_be_one_file()
    {
        var path = Path.Combine(_folder, "in.csv");
        await File.WriteAllTextAsync(path, "A,x,Yearly,1,t,1,7,7,7,7\n");

        Assert.True((await ForecastFile.WriteAsync(path, path, null, 0.95, _told.Add, default)).Ok);
        Assert.Equal("id,h,mean,lo,hi\nA,1,7,7,7\n", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_hundred_thousand_points_are_read_and_forecast_from_their_end()
    {
        var values = string.Join(',', Enumerable.Range(0, 100_000).Select(i => (1000 + (i * 7919 % 13)).ToString(CultureInfo.InvariantCulture)));

        Assert.True((await WriteAsync($"A,x,Daily,7,t,14,{values}\n")).Ok);
        var lines = await File.ReadAllLinesAsync(Output);
        Assert.Equal(15, lines.Length);
        Assert.All(lines[1..], line => Assert.InRange(double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture), 1000, 1012));
    }

    private async Task<Outcome<ForecastSummary>> WriteAsync(string text)
    {
        var input = Path.Combine(_folder, "in.csv");
        await File.WriteAllTextAsync(input, text);
        return await ForecastFile.WriteAsync(input, Output, null, 0.95, _told.Add, default);
    }
}
