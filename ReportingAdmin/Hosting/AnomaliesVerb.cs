using System.CommandLine;
using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Files;

namespace ReportingAdmin.Hosting;

/// <summary><c>anomalies</c>: flags what does not belong to the series of a file; starts no database.</summary>
internal static class AnomaliesVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Not needed: a file is read and a file is written.</param>
    public static Command Create(VerbHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var input = new Option<string>("--input") { Description = $"A CSV file with the header {AnomalyFiles.Header}, also gzipped (.gz).", Required = true };
        var output = new Option<string>("--output") { Description = "The CSV file to write: series,timestamp,score, a line for each flagged point.", Required = true };
        var command = new Command("anomalies", "Finds points that do not belong to their series.") { input, output };
        command.SetAction(async (parsed, ct) =>
        {
            var outcome = await AnomalyFiles.WriteAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), ct);
            if (!outcome.Ok)
            {
                throw new StartException(string.Join('\n', outcome.Problems.Select(problem => problem.Message)));
            }

            foreach (var note in outcome.Value.Notes)
            {
                await Console.Error.WriteLineAsync(note);
            }

            var summary = outcome.Value;
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{summary.Flagged} of {summary.Points} points flagged, in {summary.Series} series."));
            return 0;
        });
        return command;
    }
}
