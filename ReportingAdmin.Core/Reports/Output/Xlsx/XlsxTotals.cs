using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>The totals rows under a table, one per currency, each with a label in the first column that has no total.</summary>
/// <param name="section">The section.</param>
/// <param name="totals">Its totals.</param>
/// <param name="styles">The workbook's looks.</param>
internal sealed class XlsxTotals(SectionHeader section, IReadOnlyList<TotalRow> totals, XlsxStyles styles)
{
    private readonly int _label = LabelColumn(section.Columns);

    /// <summary>How many sheet rows they take.</summary>
    public int Rows => totals.Count * (_label < 0 ? 2 : 1);

    /// <summary>Writes them.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <returns>How many numbers became text for having more than 15 digits.</returns>
    public long Write(XlsxSheet sheet)
    {
        var asText = 0L;
        foreach (var total in totals)
        {
            if (_label < 0)
            {
                sheet.StartRow();
                sheet.Text(0, TotalLabels.Of(total, totals.Count), styles.Of(new Look(XlsxStyles.Text, Face.Bold, Band.Total, Align.Indented)));
                sheet.EndRow();
            }

            sheet.StartRow();
            for (var i = 0; i < section.Columns.Count; i++)
            {
                asText += Cell(sheet, total, i);
            }

            sheet.EndRow();
        }

        return asText;
    }

    // A label over a number's column would be cut at its width.
    private static int LabelColumn(IReadOnlyList<Shown> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Column.Spec.Total == Total.None || columns[i].Masked)
            {
                return i;
            }
        }

        return -1;
    }

    private int Cell(XlsxSheet sheet, TotalRow total, int i)
    {
        var shown = section.Columns[i];
        if (i == _label)
        {
            sheet.Text(i, TotalLabels.Of(total, totals.Count), styles.Of(new Look(XlsxStyles.Text, Face.Bold, Band.Total, Align.Indented)));
            return 0;
        }

        if (total.Values[i] is not { } value || shown.Masked)
        {
            sheet.Empty(i, styles.Of(new Look(XlsxStyles.General, Face.Bold, Band.Total)));
            return 0;
        }

        var kind = shown.Column.Spec.Total switch
        {
            Total.Count => (Kind.Integer, Format.Plain),
            Total.WeightedMean or Total.Ratio when shown.Kind == Kind.Integer => (Kind.Number, Format.OneDecimal),
            _ => (shown.Kind, shown.Column.Spec.Format),
        };
        var code = XlsxStyles.FormatCode(kind.Item1, kind.Item2, Display.DecimalsOf(total.Currency));
        var number = shown.Column.Spec.Total is Total.WeightedMean or Total.Ratio ? XlsxNumber.Round(value) : value;
        return sheet.Number(i, number, styles.Of(new Look(code, Face.Bold, Band.Total, Align.Right))) ? 0 : 1;
    }
}
