using System.Globalization;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>
/// The pages of a document, one open at a time. "of y" is a form that every page refers to and that is written when the
/// last page is done; so are fonts, outline and page tree.
/// </summary>
internal sealed class PdfPages : IDisposable
{
    private const string Total = "N";
    private const double FooterSize = 7;
    private const double FooterLine = 24;

    // Room for five digits.
    private const double TotalWidth = 24;

    private readonly PdfFile _file;
    private readonly PdfTypefaces _faces;
    private readonly string _footer;
    private readonly List<int> _pages = [];
    private readonly List<(string Title, int Page, double Top)> _outline = [];
    private readonly int _tree;
    private readonly int _resources;
    private readonly int _total;
    private int _page;

    /// <summary>No page yet.</summary>
    /// <param name="file">The document.</param>
    /// <param name="faces">Its fonts.</param>
    /// <param name="footer">What stands at the foot of every page, left.</param>
    public PdfPages(PdfFile file, PdfTypefaces faces, string footer)
    {
        _file = file;
        _faces = faces;
        _footer = footer;
        _tree = file.Reserve();
        _resources = file.Reserve();
        _total = file.Reserve();
    }

    /// <summary>What the open page shows.</summary>
    public PdfCanvas Canvas { get; } = new();

    /// <summary>The open page's paper.</summary>
    public PageSize Size { get; private set; }

    /// <summary>Down to where the open page is used, in points from the bottom.</summary>
    public double Y { get; set; }

    /// <summary>Whether a page is open.</summary>
    public bool Open => _page != 0;

    /// <summary>Points left on the open page.</summary>
    public double Left => Y - PageSize.BottomMargin;

    /// <summary>Number of pages begun.</summary>
    public int Count => _pages.Count;

    /// <summary>Ends the open page and begins another.</summary>
    /// <param name="size">Its paper.</param>
    /// <param name="ct">Stops it.</param>
    public async ValueTask NextAsync(PageSize size, CancellationToken ct)
    {
        End();
        await _file.SendWhenFullAsync(ct);
        _page = _file.Reserve();
        _pages.Add(_page);
        Size = size;
        Y = size.Height - PageSize.Margin;
        Canvas.Clear();
    }

    /// <summary>Lists this place in the outline.</summary>
    /// <param name="title">The entry.</param>
    public void Bookmark(string title) => _outline.Add((title, _page, Y));

    /// <summary>Ends the document: fonts, number of pages, page tree, outline, catalogue.</summary>
    /// <param name="header">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task FinishAsync(RunHeader header, CancellationToken ct)
    {
        End();
        WriteTotal();
        _faces.Write();
        _file.Write(_resources, Resources(withTotal: true));
        _file.Write(_tree, $"<</Type/Pages/Count {Invariant(_pages.Count)}/Kids[{string.Join(' ', _pages.Select(page => Invariant(page) + " 0 R"))}]>>");
        var outline = WriteOutline();
        var catalog = _file.Write($"<</Type/Catalog/Pages {Invariant(_tree)} 0 R/Lang(en)/PageMode/{(_outline.Count > 1 ? "UseOutlines" : "UseNone")}/Outlines {Invariant(outline)} 0 R/ViewerPreferences<</DisplayDocTitle true>>>>");
        var made = header.SnapshotAt.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var info = _file.Write(
            $"<</Title {PdfFile.Text(header.Report.Title)}/Subject {PdfFile.Text(header.Report.Question)}/Author {PdfFile.Text(header.Company)}/Creator(ReportingAdmin)/Producer(ReportingAdmin)/CreationDate(D:{made}Z)>>");
        await _file.FinishAsync(catalog, info, header.RunId, ct);
    }

    /// <inheritdoc />
    public void Dispose() => Canvas.Dispose();

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void End()
    {
        if (!Open)
        {
            return;
        }

        DrawFooter();
        var content = _file.Reserve();
        _file.WriteStream(content, "", Canvas.Content);
        _file.Write(_page, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type/Page/Parent {_tree} 0 R/MediaBox[0 0 {Size.Width} {Size.Height}]/Resources {_resources} 0 R/Contents {content} 0 R>>"));
        _page = 0;
    }

    private void DrawFooter()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Page {_pages.Count} of ");
        var right = Size.Width - PageSize.Margin - TotalWidth;
        Canvas.Rule(PageSize.Margin, FooterLine + 11, Size.TextWidth, 0.4, 0.7);
        Canvas.Text(_faces.Regular, text, FooterSize, right - _faces.Regular.Width(text, FooterSize), FooterLine, Ink.Grey);
        Canvas.Form(Total, right, FooterLine);
        var room = right - PageSize.Margin - 60;
        var width = _faces.Regular.Width(_footer, FooterSize);
        Canvas.Text(_faces.Regular, _footer, FooterSize, PageSize.Margin, FooterLine, Ink.Grey, width > room ? Math.Floor(100 * room / width) : 100);
    }

    private void WriteTotal()
    {
        Canvas.Clear();
        Canvas.Text(_faces.Regular, Invariant(_pages.Count), FooterSize, 0, 0, Ink.Grey);
        _file.WriteStream(_total, string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Form/BBox[0 -2 {TotalWidth} 8]/Resources {Resources(withTotal: false)}"), Canvas.Content);
    }

    private string Resources(bool withTotal) =>
        $"<</Font<<{_faces.Resources}>>{(withTotal ? $"/XObject<</{Total} {Invariant(_total)} 0 R>>" : "")}>>";

    private int WriteOutline()
    {
        var root = _file.Reserve();
        var entries = _outline.Select(_ => _file.Reserve()).ToList();
        for (var i = 0; i < entries.Count; i++)
        {
            var (title, page, top) = _outline[i];
            var previous = i > 0 ? $"/Prev {Invariant(entries[i - 1])} 0 R" : "";
            var next = i + 1 < entries.Count ? $"/Next {Invariant(entries[i + 1])} 0 R" : "";
            _file.Write(entries[i], string.Create(
                CultureInfo.InvariantCulture,
                $"<</Title {PdfFile.Text(title)}/Parent {root} 0 R{previous}{next}/Dest[{page} 0 R/XYZ 0 {Math.Round(top, 2)} 0]>>"));
        }

        var ends = entries.Count > 0 ? $"/First {Invariant(entries[0])} 0 R/Last {Invariant(entries[^1])} 0 R" : "";
        _file.Write(root, $"<</Type/Outlines/Count {Invariant(entries.Count)}{ends}>>");
        return root;
    }
}
