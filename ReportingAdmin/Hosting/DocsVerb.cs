using System.CommandLine;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Docs;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Syncs.Importing;

namespace ReportingAdmin.Hosting;

/// <summary><c>docs</c>: writes the generated documents anew; tests fail while they are out of date.</summary>
internal static class DocsVerb
{
    /// <summary>The verb.</summary>
    /// <param name="host">Not needed: the documents are made from the program.</param>
    public static Command Create(VerbHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var command = new Command("docs", "Writes docs/reports.md and docs/import-files.md from the program.");
        command.SetAction(_ =>
        {
            Write("reports.md", ReportDocs.Markdown(ReportCatalog.Load(typeof(Report).Assembly)));
            Write("import-files.md", ImportDocs.Markdown());
            return 0;
        });
        return command;
    }

    private static void Write(string name, string text)
    {
        var path = Path.Combine(ProjectFolder.Root, "docs", name);
        File.WriteAllText(path, text);
        Console.WriteLine(path);
    }
}
