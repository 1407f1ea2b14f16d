using System.CommandLine;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Files;

namespace ReportingAdmin.Hosting;

/// <summary><c>calculate</c>: a calculation over a file; starts no database.</summary>
internal static class CalculateVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Not needed: a file is read and a file is written.</param>
    public static Command Create(VerbHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var method = new Argument<string>("method") { Description = string.Join(", ", CalculationFiles.Methods) + "." };
        var input = new Option<string>("--input") { Description = "A CSV file with a header, also gzipped (.gz).", Required = true };
        var output = new Option<string?>("--output") { Description = "The JSON file to write; without it the answer goes to standard output." };
        var command = new Command("calculate", $"Calculates over a CSV file and answers as JSON. {string.Join(". ", CalculationFiles.Help)}.") { method, input, output };
        command.SetAction(async (parsed, ct) =>
        {
            var outcome = await CalculationFiles.WriteAsync(parsed.GetRequiredValue(method), parsed.GetRequiredValue(input), parsed.GetValue(output), ct);
            return outcome.Ok ? 0 : throw new StartException(string.Join('\n', outcome.Problems.Select(problem => problem.Message)));
        });
        return command;
    }
}
