using System.CommandLine;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Hosting;

/// <summary><c>reports</c>: lists the catalogue; needs no database.</summary>
internal static class ReportsVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Not needed: the catalogue is in the program.</param>
    public static Command Create(VerbHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var command = new Command("reports", "Lists the reports with their parameters and sections.");
        command.SetAction(_ =>
        {
            foreach (var report in ReportCatalog.Load(typeof(Report).Assembly).All)
            {
                Console.WriteLine($"{report.Meta.Key,-32} {report.Meta.Question}");
                foreach (var parameter in report.Parameters)
                {
                    Console.WriteLine($"    --param {string.Join("|", parameter.GivenNames)}=…  {parameter.Spec.Label}{Words(parameter)}");
                }

                if (report.Sections.Count > 1)
                {
                    Console.WriteLine($"    --section {string.Join("|", report.Sections.Select(section => section.Name))}");
                }
            }

            return 0;
        });
        return command;
    }

    private static string Words(Parameter parameter) =>
        parameter.Choices.Count == 0 ? "" : $" ({string.Join(", ", parameter.Choices.Select(choice => choice.Value))})";
}
