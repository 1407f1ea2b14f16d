using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>Every report on paper, read back by pdftotext: title, headings, the number of rows, the last of them and the totals are those of the JSON.</summary>
public sealed partial class EveryPdfTests
{
    private const int LongestBeforeLabel = 80;

    private static readonly PdfReportWriter s_writer = new(PdfFonts.Find());

    public static TheoryData<string> Keys => EveryReportTests.Keys;

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_pdf_has_the_headings_the_last_row_and_the_totals_of_the_json(string key)
    {
        if (!PdfText.Available)
        {
            return;
        }

        var engine = await EveryReportTests.EngineAsync();
        var (json, _) = await engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(key), new JsonReportWriter());
        var (pdf, written) = await engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(key), s_writer);
        var drawn = Squeezed(await PdfText.AsDrawnAsync(pdf));

        Assert.StartsWith($"{written.Header.Company} {written.Header.Report.Title} {written.Header.Report.Question} ", drawn, StringComparison.Ordinal);
        var sections = JsonDocument.Parse(json).RootElement.GetProperty("sections").EnumerateArray().ToList();
        Assert.Equal(written.Header.Sections.Select(section => section.Name), sections.Select(section => section.GetProperty("name").GetString()));
        var from = 0;
        foreach (var (section, expected) in written.Header.Sections.Zip(sections))
        {
            var text = Next(drawn, Squeezed(End(section, expected)), ref from);
            AssertHeadings(text, section);
            AssertLastRow(text, section, expected);
            AssertTotals(text, expected);
        }
    }

    // The line below a table, which ends what belongs to the section.
    private static string End(SectionHeader section, JsonElement expected)
    {
        var rows = expected.GetProperty("rows").GetArrayLength();
        return string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")}, {section.Grain}");
    }

    private static string Next(string text, string end, ref int from)
    {
        var found = text.IndexOf(end, from, StringComparison.Ordinal);
        Assert.True(found >= 0, $"'{end}' is not below its table: {text[from..Math.Min(text.Length, from + 2000)]}");
        var part = text[from..found];
        from = found + end.Length;
        return part;
    }

    // In one piece after the title, or, where a table is cut by columns, in its parts.
    private static void AssertHeadings(string text, SectionHeader section)
    {
        var whole = Squeezed($"{section.Title} {string.Join(' ', section.Columns.Select(column => column.Heading))}");
        if (text.Contains(whole, StringComparison.Ordinal))
        {
            return;
        }

        Assert.Contains(Squeezed($"{section.Title}: rows "), text, StringComparison.Ordinal);
        Assert.All(section.Columns, column => Assert.Contains(Squeezed(column.Heading), text, StringComparison.Ordinal));
    }

    // Its words; a long one may be torn between two lines.
    private static void AssertLastRow(string text, SectionHeader section, JsonElement expected)
    {
        var row = expected.GetProperty("rows").EnumerateArray().LastOrDefault();
        if (row.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        var letters = Blanks().Replace(text, "");
        Assert.All(
            section.Columns.Where(column => column.Kind == Kind.Text).Select(column => row.GetProperty(column.Column.Name).GetString()).OfType<string>(),
            words => Assert.Contains(Blanks().Replace(words, ""), letters, StringComparison.Ordinal));
    }

    // Each total stands, rounded as its column is shown, in a row of totals, once. A table that is cut by columns has some of them
    // in each part.
    private static void AssertTotals(string text, JsonElement expected)
    {
        var totals = expected.GetProperty("totals").EnumerateArray().ToList();
        var rows = text.Contains(", part 1 of ", StringComparison.Ordinal) ? text : text[Begin(text, totals.Count)..];
        var shown = rows.Split(' ').Select(Figure.Of).OfType<Figure>().ToList();
        foreach (var total in totals)
        {
            foreach (var value in total.GetProperty("values").EnumerateObject())
            {
                var found = shown.FindIndex(figure => figure.Shows(value.Value.GetDecimal()));
                Assert.True(found >= 0, $"The total {value} {total.GetProperty("currency")} is not among {rows}");
                shown.RemoveAt(found);
            }
        }
    }

    // Where the first of so many rows of totals begins: their labels stand in the first cell that is free, mostly the first of all.
    private static int Begin(string text, int rows)
    {
        var labels = Label().Matches(text);
        return labels.Count < rows || rows == 0 ? 0 : Math.Max(0, labels[^rows].Index - LongestBeforeLabel);
    }

    private static string Squeezed(string text) => Blanks().Replace(text, " ");

    [GeneratedRegex(@"\bTotal\b")]
    private static partial Regex Label();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>A figure as it is read: an amount below zero in parentheses, a share with its sign.</summary>
    /// <param name="Value">What it says.</param>
    /// <param name="HalfOfLast">Half a unit of its last digit.</param>
    private sealed record Figure(decimal Value, decimal HalfOfLast)
    {
        public static Figure? Of(string word)
        {
            var (negative, share) = (word.StartsWith('('), word.EndsWith('%'));
            var digits = word.Trim('(', ')', '%');
            if (!decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            var (unit, half) = (share ? 0.01m : 1m, 0.5m);
            for (var i = 0; i < value.Scale; i++)
            {
                half /= 10;
            }

            return new Figure((negative ? -value : value) * unit, half * unit);
        }

        public bool Shows(decimal exact) => Math.Abs(exact - Value) <= HalfOfLast;
    }
}
