using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>The title block before the tables, and what the file says of itself behind them.</summary>
/// <param name="pages">The document.</param>
/// <param name="faces">Its fonts.</param>
/// <param name="header">The run.</param>
/// <param name="fonts">The machine's fonts, with what is to be said of them.</param>
internal sealed class PdfFrontAndBack(PdfPages pages, PdfTypefaces faces, RunHeader header, PdfFonts fonts)
{
    private const int ListedLetters = 40;

    /// <summary>The title block on a first page.</summary>
    /// <param name="size">Its paper.</param>
    /// <param name="ct">Stops it.</param>
    public async Task FrontAsync(PageSize size, CancellationToken ct)
    {
        await pages.NextAsync(size, ct);
        var flow = new PdfFlow(pages, faces, size);
        pages.Y += 6;
        flow.Title(faces.Regular, header.Company, 9, Ink.Grey);
        flow.Title(faces.Bold, header.Report.Title, 17, Ink.Black);
        flow.Title(faces.Regular, header.Report.Question, 9.5, Ink.Grey);
        pages.Y -= 6;
        pages.Canvas.Rule(PageSize.Margin, pages.Y, size.TextWidth, 0.8, 0.25);
        pages.Y -= 3;
        foreach (var parameter in header.Parameters)
        {
            await flow.FactAsync(
                parameter.Label,
                parameter.Given is null ? parameter.Resolved : $"{parameter.Resolved}  (asked for: {parameter.Given})",
                Ink.Black,
                ct);
        }

        await flow.FactAsync("Data as of", "Snapshot " + FileWords.Snapshot(header), Ink.Black, ct);
        await flow.FactAsync("Run", string.Create(CultureInfo.InvariantCulture, $"{header.RunNumber} by {header.RequestedBy}, {header.Report.Key} version {header.Version}"), Ink.Black, ct);
        await flow.FactAsync("Rows visible", header.Scope, Ink.Black, ct);
    }

    /// <summary>Tie-outs, control figures, row counts, conventions, column definitions, notes on fonts.</summary>
    /// <param name="size">The paper of further pages.</param>
    /// <param name="counts">Rows written per section.</param>
    /// <param name="footer">What is known after the last row.</param>
    /// <param name="ct">Stops it.</param>
    public async Task BackAsync(PageSize size, IReadOnlyList<long> counts, RunFooter footer, CancellationToken ct)
    {
        var flow = new PdfFlow(pages, faces, size);
        await TieOutsAsync(flow, footer.TieOuts, ct);
        await ControlsAsync(flow, ct);
        await flow.HeadingAsync("About this report", ct);
        pages.Bookmark("About this report");
        await flow.ParagraphAsync(header.Report.Description, ct);
        for (var i = 0; i < counts.Count; i++)
        {
            await flow.FactAsync(header.Sections[i].Title, string.Create(CultureInfo.InvariantCulture, $"{counts[i]:N0} rows, {header.Sections[i].Grain}"), Ink.Black, ct);
        }

        await flow.FactAsync("Run id", header.RunId.ToString(), Ink.Black, ct);
        await flow.HeadingAsync("Conventions", ct);
        foreach (var convention in FileWords.Conventions(header))
        {
            await flow.ParagraphAsync("• " + convention, ct);
        }

        foreach (var section in header.Sections)
        {
            await flow.HeadingAsync("Columns of " + section.Title, ct);
            foreach (var column in section.Columns)
            {
                await flow.FactAsync(column.Heading, $"{column.Column.Spec.Meaning}  ({FileWords.TypeOf(column, header.Zone)})", Ink.Black, ct);
            }
        }

        await FontsAsync(flow, ct);
    }

    private async Task TieOutsAsync(PdfFlow flow, IReadOnlyList<TieOutResult> results, CancellationToken ct)
    {
        if (results.Count == 0)
        {
            return;
        }

        await flow.HeadingAsync("Tie-outs", ct);
        pages.Bookmark("Tie-outs");
        foreach (var result in results)
        {
            var red = result.State == TieOutState.Red;
            await flow.FactAsync(
                FileWords.StateOf(result.State), result.Reason is null ? result.Statement : $"{result.Statement}: {result.Reason}", red ? Ink.Red : Ink.Black, ct);
            foreach (var side in result.Sides)
            {
                await flow.FactAsync("", $"{side.Currency} {FileWords.Sides(side)}".Trim(), Ink.Grey, ct);
            }

            foreach (var place in result.Differences)
            {
                var where = place.Place.Length == 0 ? "the whole" : place.Place;
                await flow.FactAsync("", $"{where} {place.Currency}: {FileWords.Sides(place)}; difference {FileWords.Amount(place.Difference)}", Ink.Red, ct);
            }
        }
    }

    private async Task ControlsAsync(PdfFlow flow, CancellationToken ct)
    {
        if (header.Controls.Count == 0)
        {
            return;
        }

        await flow.HeadingAsync("Control figures", ct);
        foreach (var control in header.Controls)
        {
            var amount = control.Currency is null
                ? control.Amount.ToString("#,##0.############################", CultureInfo.InvariantCulture)
                : $"{FileWords.Amount(control.Amount)} {control.Currency}";
            await flow.FactAsync($"{control.Section} {control.Figure}", amount, Ink.Black, ct);
        }
    }

    // Last, as only now it is known which letters were needed.
    private async Task FontsAsync(PdfFlow flow, CancellationToken ct)
    {
        var notes = new List<string>(fonts.Notes);
        if (!faces.Embedded)
        {
            notes.Add("No font was found to embed: this file uses the viewer's Helvetica, which has the letters of Windows-1252 only.");
        }

        if (faces.RightToLeft)
        {
            notes.Add("Right-to-left letters are drawn in the order in which they are stored, unjoined.");
        }

        if (faces.Missing.Count > 0)
        {
            var listed = string.Join(", ", faces.Missing.Take(ListedLetters).Select(letter => string.Create(CultureInfo.InvariantCulture, $"U+{letter:X4}")));
            var more = faces.Missing.Count > ListedLetters ? string.Create(CultureInfo.InvariantCulture, $" and {faces.Missing.Count - ListedLetters:N0} more") : "";
            notes.Add($"Letters that no font here has are drawn as a sign: {listed}{more}. The CSV, XLSX and JSON files have them.");
        }

        if (notes.Count == 0)
        {
            return;
        }

        await flow.HeadingAsync("Fonts", ct);
        foreach (var note in notes)
        {
            await flow.ParagraphAsync(note, ct);
        }
    }
}
