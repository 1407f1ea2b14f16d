using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>A column on paper.</summary>
/// <param name="Index">Its index in the section.</param>
/// <param name="Width">Its width in points, padding included.</param>
/// <param name="Right">Whether its cells stand right.</param>
internal sealed record PaperColumn(int Index, double Width, bool Right);

/// <summary>
/// Where the columns of a table go, decided before its first row from headings and formats alone: upright, sideways, or cut
/// into panels of columns that follow each other, each beginning with the key columns.
/// </summary>
internal sealed class TableLayout
{
    /// <summary>Size of the letters in a table.</summary>
    public const double FontSize = 7.5;

    /// <summary>From line to line.</summary>
    public const double LineHeight = 9.2;

    /// <summary>White above and below the lines of a row, together.</summary>
    public const double RowPadding = 3.4;

    /// <summary>White left and right in a cell, each.</summary>
    public const double CellPadding = 3;

    private const double LongestHeading = 110;
    private const double WidestText = 260;

    /// <summary>Decides.</summary>
    /// <param name="section">The section.</param>
    /// <param name="bold">The typeface of headings.</param>
    /// <param name="letter">US Letter instead of A4.</param>
    public TableLayout(SectionHeader section, PdfTypeface bold, bool letter)
    {
        var columns = section.Columns.Select((column, i) => new PaperColumn(i, Natural(column, section.Columns, bold), IsRight(column))).ToList();
        var natural = columns.Sum(column => column.Width);
        var upright = PageSize.Of(letter, landscape: false);
        var sideways = PageSize.Of(letter, landscape: true);
        Landscape = natural > upright.TextWidth;
        Page = Landscape ? sideways : upright;
        Panels = natural <= Page.TextWidth ? [columns] : Cut(columns, section.Columns, Page.TextWidth);
        Panels = [.. Panels.Select(panel => Widened(panel, section.Columns, Page.TextWidth))];
        HeadingLines = columns.Max(column => TextLayout.Wrap(bold, TextLayout.Clean(section.Columns[column.Index].Heading), FontSize, WidthOf(column.Index) - (2 * CellPadding)).Length);
    }

    /// <summary>Whether the paper is turned.</summary>
    public bool Landscape { get; }

    /// <summary>The paper.</summary>
    public PageSize Page { get; }

    /// <summary>The columns of each panel; one panel when the table fits.</summary>
    public IReadOnlyList<IReadOnlyList<PaperColumn>> Panels { get; }

    /// <summary>Lines of the tallest heading.</summary>
    public int HeadingLines { get; }

    /// <summary>Height of the heading row.</summary>
    public double HeadingHeight => (HeadingLines * LineHeight) + RowPadding + 2;

    /// <summary>Height of a row.</summary>
    /// <param name="lines">Lines of its tallest cell.</param>
    public static double RowHeight(int lines) => (lines * LineHeight) + RowPadding;

    /// <summary>The least number of pages for so many rows of one line.</summary>
    /// <param name="rows">Number of rows.</param>
    public long PagesFor(long rows)
    {
        var perPage = (long)((Page.TextHeight - HeadingHeight) / RowHeight(1));
        return ((rows + perPage - 1) / perPage) * Panels.Count;
    }

    private static bool IsRight(Shown column) => column.Kind is Kind.Integer or Kind.Number;

    private static double Natural(Shown column, IReadOnlyList<Shown> columns, PdfTypeface bold)
    {
        var heading = TextLayout.Clean(column.Heading).Split(' ', '\n').Max(word => bold.Width(word, FontSize));
        return Math.Max(ForKind(column, columns), Math.Min(heading, LongestHeading)) + (2 * CellPadding);
    }

    private static double ForKind(Shown column, IReadOnlyList<Shown> columns) => (column.Kind, column.Column.Spec.Format) switch
    {
        (Kind.Text, _) when column.Masked || columns.Any(other => other.Column.CurrencyName == column.Column.Name) => 20,
        (Kind.Text, _) => column.Column.Spec.Key ? 56 : 72,
        (Kind.Date, _) => 42,
        (Kind.Instant, _) => 74,
        (Kind.Flag, _) => 16,
        (_, Format.Money) => 62,
        (_, Format.Share or Format.Rate or Format.Return or Format.Multiple or Format.OneDecimal or Format.Code) => 34,
        (Kind.Integer, _) => 34,
        _ => 52,
    };

    // Key columns stand in every panel as long as they leave half of it to the others.
    private static List<IReadOnlyList<PaperColumn>> Cut(List<PaperColumn> columns, IReadOnlyList<Shown> shown, double width)
    {
        var keys = new List<PaperColumn>();
        var candidates = columns.Where(column => shown[column.Index].Column.Spec.Key).ToList();
        foreach (var key in candidates.Count == 0 ? columns[..1] : candidates)
        {
            if (keys.Sum(known => known.Width) + key.Width <= width / 2)
            {
                keys.Add(key);
            }
        }

        var taken = keys.Sum(key => key.Width);
        var panels = new List<IReadOnlyList<PaperColumn>>();
        var panel = new List<PaperColumn>(keys);
        foreach (var column in columns.Except(keys))
        {
            var fitting = column with { Width = Math.Min(column.Width, width - taken) };
            if (panel.Count > keys.Count && panel.Sum(known => known.Width) + fitting.Width > width)
            {
                panels.Add(panel);
                panel = [.. keys];
            }

            panel.Add(fitting);
        }

        panels.Add(panel);
        return panels;
    }

    // What is left of the width goes to text: to descriptions first, to keys where there is nothing else.
    private static List<PaperColumn> Widened(IReadOnlyList<PaperColumn> panel, IReadOnlyList<Shown> shown, double width)
    {
        var texts = panel.Where(column => IsLong(shown[column.Index], shown)).Select(column => column.Index).ToHashSet();
        var others = texts.Where(index => !shown[index].Column.Spec.Key).ToHashSet();
        var chosen = others.Count > 0 ? others : texts;
        var more = chosen.Count == 0 ? 0 : Math.Max(0, width - panel.Sum(column => column.Width)) / chosen.Count;
        return
        [
            .. panel.Select(column => chosen.Contains(column.Index)
                ? column with { Width = Math.Max(column.Width, Math.Min(column.Width + more, WidestText)) }
                : column),
        ];
    }

    private static bool IsLong(Shown column, IReadOnlyList<Shown> columns) =>
        column is { Masked: false, Kind: Kind.Text } && columns.All(other => other.Column.CurrencyName != column.Column.Name);

    private double WidthOf(int index) => Panels.SelectMany(panel => panel).First(column => column.Index == index).Width;
}
