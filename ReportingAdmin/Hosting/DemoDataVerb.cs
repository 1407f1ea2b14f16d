using System.CommandLine;
using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Demo;

namespace ReportingAdmin.Hosting;

/// <summary><c>demo-data</c>: fills empty source tables with made-up data.</summary>
internal static class DemoDataVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Its services.</param>
    public static Command Create(VerbHost host)
    {
        var scale = new Option<int>("--scale")
        {
            Description = "How many times the usual volume of about 400 escrow cases and 5,000 loans.",
            DefaultValueFactory = _ => 1,
        };
        scale.AcceptOnlyFromAmong([.. DemoData.Scales.Select(n => n.ToString(CultureInfo.InvariantCulture))]);

        var command = new Command("demo-data", "Makes the database where there is none and fills it with made-up data; refused when a source table has rows.") { scale };
        command.SetAction((parsed, _) => host.RunAsync(DatabaseUse.Create, async (services, ct) =>
        {
            var loaded = await services.GetRequiredService<DemoData>().LoadAsync(parsed.GetValue(scale), Console.Error.WriteLine, ct);
            if (!loaded.Ok)
            {
                throw new StartException(loaded.FirstProblem.Message);
            }

            foreach (var (table, rows) in loaded.Value.Rows)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table,-40} {rows,12}"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Made in {loaded.Value.Took.TotalSeconds:0} s."));
            return 0;
        }));
        return command;
    }
}
