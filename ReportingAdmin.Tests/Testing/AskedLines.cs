using ReportingAdmin.Core.Reports.Output.Json;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Reads some columns of a report's rows as one line of text: short enough to be written by hand for many reports.</summary>
internal static class AskedLines
{
    /// <summary>The rows, cells joined by " | " and rows by "; ". The same run is written to a file, so that its control query must agree.</summary>
    /// <param name="engine">The report door.</param>
    /// <param name="asked">Key, section and parameters: <c>escrow/sales sales from=2026-10-01 to=2026-10-31</c>.</param>
    /// <param name="columns">Column keys, separated by blanks.</param>
    public static async Task<string> ReadAsync(TestEngine engine, string asked, string columns)
    {
        var words = asked.Split(' ');
        (string, string)[] parameters = [.. words.Skip(2).Select(word => word.Split('=', 2)).Select(pair => (pair[0], pair[1]))];
        await engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(words[0], parameters), new JsonReportWriter());
        var preview = await engine.PreviewAsync(words[0], words[1], parameters);
        var shown = preview.Section.Shown.Select(one => one.Column.Name).ToList();
        var places = columns.Split(' ').Select(column => shown.IndexOf(column)).ToList();
        Assert.DoesNotContain(-1, places);
        return string.Join("; ", TestEngine.Lines(preview).Select(line => line.Split(" | ")).Select(cells => string.Join(" | ", places.Select(place => cells[place]))));
    }
}
