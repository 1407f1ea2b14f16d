using System.Text.Json;
using ReportingAdmin.Core.Statistics.Files;

namespace ReportingAdmin.Tests.Statistics.Files;

/// <summary>Every method with every bad input: an answer or a sentence, never NaN, infinity or an exception.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly Dictionary<string, string[]> s_inputs = new()
    {
        ["empty"] = [],
        ["one value"] = ["5"],
        ["two values"] = ["5", "7"],
        ["constant"] = ["3", "3", "3", "3", "3", "3", "3", "3", "3", "3", "3", "3", "3", "3"],
        ["all zero"] = ["0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
        ["negative"] = ["-3", "-1", "-4", "-1", "-5", "-9", "-2", "-6", "-5", "-3", "-5", "-8", "-9", "-7"],
        ["huge"] = ["1e308", "-1e308", "1.7e308", "1e307", "-1.7e308", "1e308", "1e300", "1.1e308", "1e308", "-1e308", "1e308", "1e308", "1e308", "1e308"],
        ["tiny"] = ["1e-308", "-1e-308", "5e-324", "1e-307", "-2e-308", "1e-308", "1e-300", "1e-308", "3e-308", "-1e-308", "1e-308", "0", "1e-308", "2e-308"],
        ["huge and tiny"] = ["1e308", "5e-324", "-1e308", "1e-300", "1", "-1", "1e200", "-1e-200", "0", "1e308", "5e-324", "1", "2", "3"],
        ["missing"] = ["1", "", "4", "-1", "", "9", "2", "-6", "5", "3", "5", "", "9", "7"],
        ["not finite"] = ["1", "NaN", "Infinity", "-Infinity", "1e999", "9"],
        ["words"] = ["one", "2", "1,5", "0x10"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("bad-").FullName;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var method in CalculationFiles.Methods.Append("anomalies"))
        {
            foreach (var input in s_inputs.Keys)
            {
                cases.Add(method, input);
            }
        }

        return cases;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_method_answers_bad_input_in_figures_or_words(string method, string input)
    {
        string[] stamps = ["dates", "unsorted", "one day"];
        foreach (var stamp in stamps)
        {
            var path = Path.Combine(_folder, "in.csv");
            await File.WriteAllTextAsync(path, Text(method, s_inputs[input], stamp));
            var output = Path.Combine(_folder, "out");
            if (method == "anomalies")
            {
                var outcome = await AnomalyFiles.WriteAsync(path, output, default);
                Said(outcome.Ok ? string.Join('\n', outcome.Value.Notes) + await File.ReadAllTextAsync(output) : outcome.FirstProblem.Message);
                continue;
            }

            var answer = await CalculationFiles.WriteAsync(method, path, output, default);
            if (answer.Ok)
            {
                var json = await File.ReadAllTextAsync(output);
                using var document = JsonDocument.Parse(json); // JSON has no NaN and no infinity
                Said(json.Replace("not a finite number", "", StringComparison.Ordinal));
            }
            else
            {
                Said(answer.FirstProblem.Message);
            }
        }
    }

    [Fact]
    public async Task Columns_of_unequal_length_are_named_by_their_line()
    {
        var path = Path.Combine(_folder, "in.csv");
        await File.WriteAllTextAsync(path, "x,y\n1,2\n3\n");

        foreach (var method in new[] { "correlation", "regression", "clustering", "distribution" })
        {
            Assert.EndsWith("line 3: has 1 cells where the header has 2.", (await CalculationFiles.WriteAsync(method, path, null, default)).FirstProblem.Message, StringComparison.Ordinal);
        }
    }

    private static void Said(string text)
    {
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    private static string Text(string method, string[] values, string stamps)
    {
        string Day(int i) => stamps switch { "dates" => $"2024-01-{i + 1:00}", "unsorted" => $"2024-01-{((i * 5) % 14) + 1:00}", _ => "2024-01-01" };
        string Cell(string value) => value.Contains(',', StringComparison.Ordinal) ? $"\"{value}\"" : value;
        var (header, line) = method switch
        {
            "xirr" => ("id,date,amount", new Func<int, string>(i => $"a,{Day(i)},{Cell(values[i])}")),
            "irr" => ("id,amount", i => $"a,{Cell(values[i])}"),
            "npv" => ("id,rate,date,amount", i => $"a,0.1,{Day(i)},{Cell(values[i])}"),
            "interest" => ("id,principal,rate,from,to,day_count", i => $"a{i},{Cell(values[i])},{Cell(values[^1])},{Day(i)},2024-02-01,30_360"),
            "moic" => ("id,invested,distributed,residual", i => $"a{i},{Cell(values[i])},{Cell(values[^1])},{Cell(values[0])}"),
            "goal" => ("id,period,date,value,target,by", i => $"a,Daily,{Day(i)},{Cell(values[i])},{Cell(values[0])},2024-02-01"),
            "anomalies" => ("series,timestamp,value", i => $"a,{Day(i)},{Cell(values[i])}"),
            _ => ("x,y", i => $"{Cell(values[i])},{Cell(values[values.Length - 1 - i])}"),
        };
        return string.Join('\n', Enumerable.Range(0, values.Length).Select(line).Prepend(header)) + "\n";
    }
}
