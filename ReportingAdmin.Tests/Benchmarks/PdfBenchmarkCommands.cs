using System.CommandLine;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>The commands of the PDF benchmark.</summary>
internal static class PdfBenchmarkCommands
{
    /// <summary><c>pdf &lt;folder&gt;</c>: measures and prints the table.</summary>
    public static Command Measure()
    {
        var folder = new Argument<string>("folder") { Description = "For the files." };
        var pages = new Option<int>("--pages") { DefaultValueFactory = _ => 1000, Description = "About how many pages." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often each is measured." };
        var python = new Option<string?>("--python") { Description = "A Python that has reportlab; without it ours is measured alone." };
        var measure = new Command("pdf", "A table of many pages as PDF, beside reportlab's.") { folder, pages, rounds, python };
        measure.SetAction(async (parsed, ct) =>
        {
            Console.WriteLine(Measured.Header);
            foreach (var one in await new PdfBenchmark(parsed.GetRequiredValue(folder)).RunAsync(parsed.GetValue(pages), parsed.GetValue(rounds), parsed.GetValue(python), ct))
            {
                Console.WriteLine(one.Row());
            }
        });
        return measure;
    }

    /// <summary><c>pdf-write &lt;csv&gt; &lt;pdf&gt;</c>: what <see cref="Measure"/> starts as a process.</summary>
    public static Command Write()
    {
        var source = new Argument<string>("csv");
        var target = new Argument<string>("pdf");
        var write = new Command("pdf-write", "Writes one PDF.") { source, target };
        write.Hidden = true;
        write.SetAction((parsed, ct) => PdfBenchmark.WriteAsync(parsed.GetRequiredValue(source), parsed.GetRequiredValue(target), ct));
        return write;
    }
}
