namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>Running text: headings, labelled facts and paragraphs, from page to page.</summary>
/// <param name="pages">The document.</param>
/// <param name="faces">Its fonts.</param>
/// <param name="size">The paper of further pages.</param>
internal sealed class PdfFlow(PdfPages pages, PdfTypefaces faces, PageSize size)
{
    private const double TextSize = 8.5;
    private const double LineHeight = 11;
    private const double LabelWidth = 120;

    /// <summary>A heading, with room for something below it.</summary>
    /// <param name="text">The heading.</param>
    /// <param name="ct">Stops it.</param>
    public async ValueTask HeadingAsync(string text, CancellationToken ct)
    {
        await RoomAsync(20 + (2 * LineHeight), ct);
        pages.Y -= 20;
        pages.Canvas.Text(faces.Bold, TextLayout.Clean(text), 11, PageSize.Margin, pages.Y);
        pages.Y -= 4;
        pages.Canvas.Rule(PageSize.Margin, pages.Y, pages.Size.TextWidth, 0.5, 0.6);
        pages.Y -= 3;
    }

    /// <summary>A label and its text beside it.</summary>
    /// <param name="label">The label.</param>
    /// <param name="text">The text.</param>
    /// <param name="ink">Colour of the text.</param>
    /// <param name="ct">Stops it.</param>
    public async ValueTask FactAsync(string label, string text, Ink ink, CancellationToken ct)
    {
        var left = TextLayout.Wrap(faces.Bold, TextLayout.Clean(label), TextSize, LabelWidth - 8);
        var right = TextLayout.Wrap(faces.Regular, TextLayout.Clean(text), TextSize, pages.Size.TextWidth - LabelWidth);
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            await RoomAsync(LineHeight, ct);
            pages.Y -= LineHeight;
            pages.Canvas.Text(faces.Bold, i < left.Length ? left[i] : "", TextSize, PageSize.Margin, pages.Y);
            pages.Canvas.Text(faces.Regular, i < right.Length ? right[i] : "", TextSize, PageSize.Margin + LabelWidth, pages.Y, ink);
        }

        pages.Y -= 1.5;
    }

    /// <summary>A paragraph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ct">Stops it.</param>
    public async ValueTask ParagraphAsync(string text, CancellationToken ct)
    {
        foreach (var line in TextLayout.Wrap(faces.Regular, TextLayout.Clean(text), TextSize, pages.Size.TextWidth))
        {
            await RoomAsync(LineHeight, ct);
            pages.Y -= LineHeight;
            pages.Canvas.Text(faces.Regular, line, TextSize, PageSize.Margin, pages.Y);
        }

        pages.Y -= 1.5;
    }

    /// <summary>Lines in a size of their own.</summary>
    /// <param name="face">The typeface.</param>
    /// <param name="text">The text.</param>
    /// <param name="points">Size in points.</param>
    /// <param name="ink">Colour.</param>
    public void Title(PdfTypeface face, string text, double points, Ink ink)
    {
        foreach (var line in TextLayout.Wrap(face, TextLayout.Clean(text), points, pages.Size.TextWidth))
        {
            pages.Y -= points * 1.3;
            pages.Canvas.Text(face, line, points, PageSize.Margin, pages.Y, ink);
        }
    }

    private async ValueTask RoomAsync(double height, CancellationToken ct)
    {
        if (pages.Left < height)
        {
            await pages.NextAsync(size, ct);
        }
    }
}
