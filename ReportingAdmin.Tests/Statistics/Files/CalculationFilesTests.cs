using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Files;

namespace ReportingAdmin.Tests.Statistics.Files;

public sealed class CalculationFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("calculate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Xirr_answers_every_id_in_the_order_of_the_file()
    {
        var answers = await AnswersAsync("xirr", "id,date,amount\nb,2024-01-01,-1000\na,2024-01-01,-100\nb,2025-01-01,1100\na,2023-01-01,7\nc,2024-13-01,5\nd,2024-01-01,1e\ne,2024-01-01,5\n");

        Assert.Equal(["b", "a", "c", "d", "e"], answers.Select(answer => answer.GetProperty("id").GetString()));
        Assert.Equal(0.09971359, answers[0].GetProperty("rate").GetDouble(), 5e-9);
        Assert.Equal(1, answers[0].GetProperty("roots").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, answers[0].GetProperty("message").ValueKind);
        Assert.Equal(Math.Pow(100.0 / 7, 1) - 1, answers[1].GetProperty("rate").GetDouble(), 1e-10);
        Assert.Equal("Line 6: \"2024-13-01\" is not a date; write it as 2026-01-31.", Message(answers[2]));
        Assert.Equal("Line 7: \"1e\" is not a number; write it as 1234.56, with no thousands separator.", Message(answers[3]));
        Assert.StartsWith("No sign change", Message(answers[4]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_solutions_stand_in_roots_and_not_in_rate()
    {
        var answer = Assert.Single(await AnswersAsync("irr", "id,amount\nx,-100\nx,230\nx,-132\n"));

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("rate").ValueKind);
        Assert.Equal([0.1, 0.2], answer.GetProperty("roots").EnumerateArray().Select(root => Math.Round(root.GetDouble(), 12)));
        Assert.StartsWith("Several solutions", Message(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Npv_and_moic_answer_with_their_figures()
    {
        var values = await AnswersAsync("npv", "id,rate,amount\na,0.1,-100\na,0.1,60\na,0.1,60.5\nb,-2,5\nc,0.1,5\nc,0.2,5\n");
        Assert.Equal(4.5454545454545, values[0].GetProperty("value").GetDouble(), 1e-12);
        Assert.Contains("above −1", Message(values[1]), StringComparison.Ordinal);
        Assert.Equal("Line 7: the rate differs from that of the id's first line.", Message(values[2]));

        var dated = await AnswersAsync("npv", "id,rate,date,amount\na,0.1,2023-01-01,-100\na,0.1,2024-01-01,110\n");
        Assert.Equal(0, dated[0].GetProperty("value").GetDouble(), 1e-12);

        var multiples = await AnswersAsync("moic", "id,invested,distributed,residual\na,100,60,55\nb,0,1,1\nc,1e300,1,1\n");
        Assert.Equal(1.15m, multiples[0].GetProperty("moic").GetDecimal());
        Assert.StartsWith("Nothing is invested", Message(multiples[1]), StringComparison.Ordinal);
        Assert.Equal("Line 4: 1E+300 is too large an amount.", Message(multiples[2]));
    }

    [Fact]
    public async Task Interest_counts_days_as_the_note_says()
    {
        var answers = await AnswersAsync("interest", "id,principal,rate,from,to,day_count\na,100000,0.073,2024-01-15,2024-03-15,30_360\nb,100000,0.073,2024-01-15,2024-03-15,act_365\nc,1,0.1,2024-01-01,2024-02-01,act_act\n");

        Assert.Equal((60, 1216.67m), (answers[0].GetProperty("days").GetInt32(), answers[0].GetProperty("interest").GetDecimal()));
        Assert.Equal(1200.00m, answers[1].GetProperty("interest").GetDecimal());
        Assert.Equal("Line 4: \"act_act\" is no day count; write 30_360, act_365, act_360.", Message(answers[2]));
    }

    [Fact]
    public async Task Goal_answers_every_id_with_its_outlook()
    {
        // 100, 102, … 170 at the end of 2025: 195 is passed after thirteen months, 218 stands there at the end of 2027.
        string Line(string id, string target, string by, string more) => string.Concat(Enumerable.Range(0, 36).Select(i => $"{id},Monthly,{new DateOnly(2023, 1, 1).AddMonths(i):yyyy-MM-dd},{100 + (2 * i)},{target},{by}{more}\n"));
        var answers = await AnswersAsync("goal", "id,period,date,value,target,by,direction,level\n" + Line("up", "195", "2027-12-31", ",,") + Line("down", "150", "2026-12-31", ",Decrease,0.8") + Line("late", "195", "2020-12-31", ",,"));

        var up = answers[0];
        Assert.Equal(1, up.GetProperty("chance").GetDouble());
        Assert.Equal(218, up.GetProperty("value").GetDouble(), 0.5);
        Assert.Equal(("2027-01-31", "2027-01-31"), (up.GetProperty("reached").GetProperty("median").GetString(), up.GetProperty("reached").GetProperty("late").GetString()));
        Assert.Equal((25.0 / 24, 2.0), (up.GetProperty("pace_needed").GetDouble(), up.GetProperty("pace_so_far").GetDouble()));
        Assert.Equal((36, 0.95), (up.GetProperty("n").GetInt32(), up.GetProperty("level").GetDouble()));
        Assert.Equal((0, 0.8), (answers[1].GetProperty("chance").GetDouble(), answers[1].GetProperty("level").GetDouble()));
        Assert.Equal("The goal has ended: there is nothing left to project.", Message(answers[2]));
        Assert.Equal(JsonValueKind.Null, answers[2].GetProperty("chance").ValueKind);
    }

    [Theory]
    [InlineData("a,Hourly,2024-01-01,1,5,2025-01-01,,", "Line 2: period \"Hourly\" is none of Yearly, Quarterly, Monthly, Weekly, Daily.")]
    [InlineData("a,Monthly,2024-01-01,1,5,2025-01-01,up,", "Line 2: direction \"up\" is neither increase nor decrease.")]
    [InlineData("a,Monthly,2024-01-01,1,5,2025-01-01,1,", "Line 2: direction \"1\" is neither increase nor decrease.")]
    [InlineData("a,Monthly,2024-01-01,1,5,2025-01-01,,95", "Line 2: the level is not between 0.50 and 0.99.")]
    [InlineData("a,Monthly,2024-01-01,1,,2025-01-01,,", "Line 2: a number is missing.")]
    [InlineData("a,Monthly,2024-01-01,1,5,soon,,", "Line 2: \"soon\" is not a date; write it as 2026-01-31.")]
    [InlineData("a,Monthly,2024-01-01,1,5,2025-01-01,,\na,Monthly,2024-02-01,1,6,2025-01-01,,", "Line 3: period, target, by, direction or level differ from those of the id's first line.")]
    [InlineData("a,Monthly,2024-01-01,1,5,2025-01-01,,\na,Monthly,2024-02-01,,5,2025-01-01,,", "A projection needs 4 readings, there is 1.")]
    public async Task Goal_says_what_stands_against_it(string lines, string said) =>
        Assert.Equal(said, Message(Assert.Single(await AnswersAsync("goal", "id,period,date,value,target,by,direction,level\n" + lines + "\n"))));

    /// <summary>The band at 6 by that at 7, definitions.md's 129.4667 ± 5.1162: √(1 + 1/6 + 2.5² ÷ 17.5) ÷ √(1 + 1/6 + 3.5² ÷ 17.5) of it.</summary>
    [Fact]
    public async Task Regression_gives_each_row_its_value_on_the_fit_with_its_band()
    {
        Assert.True((await WriteAsync("regression", "x,y\n1,100\n2,104\n3,111\n4,113\n5,121\n6,124\n"u8.ToArray(), "in.csv")).Ok);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "out.json")));
        var last = document.RootElement.GetProperty("fitted")[5];

        Assert.Equal(6, document.RootElement.GetProperty("fitted").GetArrayLength());
        Assert.Equal(124.5238, last.GetProperty("value").GetDouble(), 1e-4);
        Assert.Equal(4.6225, last.GetProperty("high").GetDouble() - last.GetProperty("value").GetDouble(), 2e-4);
        Assert.Equal(4.6225, last.GetProperty("value").GetDouble() - last.GetProperty("low").GetDouble(), 2e-4);
    }

    [Theory]
    [InlineData("﻿id,date,amount\r\n\"a\",2023-01-01,\"-100\"\r\na,2024-01-01T10:00:00Z,110\r\n")]
    [InlineData("ID , Amount,Date\n\na,-100,2023-01-01\n\n\na,110,2024/01/01")]
    [InlineData("note,id,date,amount\n\"with, comma and \"\"quotes\"\"\nand a new line\",a,20230101,-1e2\n,a,2024-01-01 23:59,+110.00\n")]
    public async Task Marks_quotes_line_ends_case_order_and_other_columns_do_not_matter(string text) =>
        Assert.Equal(0.1, Assert.Single(await AnswersAsync("xirr", text)).GetProperty("rate").GetDouble(), 1e-12);

    [Theory]
    [InlineData("xirr", "", "is empty; its first line must be a header.")]
    [InlineData("xirr", "a,2024-01-01,5\n", "has no column id. Its first line must be the header id,date,amount; it is a,2024-01-01,5.")]
    [InlineData("xirr", "id,date,amount,id\n", "has more than one column id.")]
    [InlineData("xirr", "id,date,amount\na,2024-01-01\n", "line 2: has 2 cells where the header has 3.")]
    [InlineData("xirr", "id,date,amount\na,2024-01-01,1,234\n", "line 2: has 4 cells where the header has 3.")]
    [InlineData("xirr", "id,date,amount\na,\"2024-01-01,5\nb,2024-01-01,5\n", "a quote is never closed.")]
    [InlineData("xirr", "id,date,amount\na,\0\u0001,5\n", "line 2: this is no text in UTF-8")]
    [InlineData("nonsense", "id,date,amount\n", "There is no method nonsense. Use one of correlation, regression, ")]
    public async Task What_is_wrong_with_the_file_as_a_whole_is_said_and_nothing_is_written(string method, string text, string said)
    {
        var outcome = await WriteAsync(method, Encoding.UTF8.GetBytes(text), "in.csv");

        Assert.Contains(said, outcome.FirstProblem.Message, StringComparison.Ordinal);
        Assert.Equal(["in.csv"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Bytes_of_another_kind_are_refused_in_words()
    {
        Assert.Contains("line 2: this is no text in UTF-8", (await WriteAsync("xirr", Encoding.Latin1.GetBytes("id,date,amount\né,2024-01-01,5\n"), "latin.csv")).FirstProblem.Message, StringComparison.Ordinal);
        Assert.Contains("no text in UTF-8", (await WriteAsync("xirr", Encoding.Unicode.GetBytes("id,date,amount\n"), "utf16.csv")).FirstProblem.Message, StringComparison.Ordinal);
        Assert.Contains("is not gzipped as its name says", (await WriteAsync("xirr", "id,date,amount\n"u8.ToArray(), "in.csv.gz")).FirstProblem.Message, StringComparison.Ordinal);
        Assert.Contains("more than 1048576 bytes", (await WriteAsync("xirr", Encoding.UTF8.GetBytes("id,date,amount\na,2024-01-01,\"" + new string('x', 2 << 20) + "\"\n"), "long.csv")).FirstProblem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzipped_file_is_read()
    {
        var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            await gzip.WriteAsync("id,date,amount\na,2023-01-01,-100\na,2024-01-01,110\n"u8.ToArray());
        }

        Assert.True((await WriteAsync("xirr", bytes.ToArray(), "in.csv.gz")).Ok);
    }

    [Fact]
    public async Task Places_that_cannot_be_read_or_written_are_named()
    {
        var output = Path.Combine(_folder, "out.json");
        Assert.Equal($"There is no file {_folder}/none.csv.", (await CalculationFiles.WriteAsync("xirr", $"{_folder}/none.csv", output, default)).FirstProblem.Message);
        Assert.Equal($"{_folder} is a folder; give a CSV file.", (await CalculationFiles.WriteAsync("xirr", _folder, output, default)).FirstProblem.Message);

        var input = Path.Combine(_folder, "in.csv");
        await File.WriteAllTextAsync(input, "id,date,amount\n");
        Assert.Equal($"{_folder}/no/out.json cannot be written: there is no folder {_folder}/no.", (await CalculationFiles.WriteAsync("xirr", input, $"{_folder}/no/out.json", default)).FirstProblem.Message);
        Assert.Equal($"{_folder} is a folder; give a file to write.", (await CalculationFiles.WriteAsync("xirr", input, _folder, default)).FirstProblem.Message);
        Assert.Equal("The output has no name; give a file to write.", (await CalculationFiles.WriteAsync("xirr", input, "", default)).FirstProblem.Message);
        Assert.Equal("The input has no name; give a CSV file.", (await CalculationFiles.WriteAsync("xirr", "", output, default)).FirstProblem.Message);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task A_former_output_stays_when_the_new_one_fails()
    {
        var output = Path.Combine(_folder, "out.json");
        await File.WriteAllTextAsync(output, "former");

        Assert.False((await WriteAsync("xirr", "nothing\n"u8.ToArray(), "in.csv")).Ok);
        Assert.Equal("former", await File.ReadAllTextAsync(output));
    }

    private static string? Message(JsonElement answer) => answer.GetProperty("message").GetString();

    private async Task<JsonElement[]> AnswersAsync(string method, string text)
    {
        var outcome = await WriteAsync(method, Encoding.UTF8.GetBytes(text), "in.csv");
        Assert.True(outcome.Ok, outcome.Ok ? "" : outcome.FirstProblem.Message);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "out.json")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private async Task<Outcome<string>> WriteAsync(string method, byte[] content, string name)
    {
        var input = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(input, content);
        return await CalculationFiles.WriteAsync(method, input, Path.Combine(_folder, "out.json"), default);
    }
}
