using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Csv;

/// <summary>
/// The lines around a CSV table by which its receiver checks that it is whole. Each is one CSV record:
/// <code>
/// HDR,&lt;report key&gt;,&lt;section&gt;,&lt;version&gt;,&lt;run&gt;,&lt;snapshot, UTC&gt;[,&lt;figure&gt;=&lt;amount&gt; …][,&lt;parameter&gt;=&lt;as resolved&gt; …]
/// loan_id,upb,currency
/// …
/// TRL,&lt;rows&gt;[,&lt;figure&gt;=&lt;amount&gt; …]
/// </code>
/// A figure is <c>rows</c> or a column key, with its currency where it has one: <c>upb[USD]=1234.50</c>. Those of the first
/// line come from the independent control query, before the first row was read; those of the last line were counted and
/// summed while the rows were written. Equal figures in both prove that nothing was lost between. After the figures the first line
/// has the parameters in words, the conventions taken among them, as the other forms print them.
/// </summary>
internal static class CsvControlRecords
{
    /// <summary>The line before the table.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="header">The run.</param>
    /// <param name="section">The section.</param>
    public static void Header(Utf8Buffer to, RunHeader header, SectionHeader section)
    {
        to.Raw("HDR,"u8);
        CsvText.Write(to, header.Report.Key);
        to.Byte((byte)',');
        CsvText.Write(to, section.Name);
        to.Byte((byte)',');
        CsvText.Write(to, header.Version);
        to.Byte((byte)',');
        to.Integer(header.RunNumber);
        to.Byte((byte)',');
        to.Instant(header.SnapshotAt);
        foreach (var control in header.Controls)
        {
            if (control.Section == section.Name)
            {
                Figure(to, control.Figure, control.Currency, control.Amount);
            }
        }

        foreach (var parameter in header.Parameters)
        {
            to.Byte((byte)',');
            CsvText.Write(to, $"{parameter.Name}={parameter.Resolved}");
        }

        to.Raw("\r\n"u8);
    }

    /// <summary>The line after the table.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="rows">Data lines written.</param>
    /// <param name="section">The section.</param>
    /// <param name="totals">Its totals; sums are printed.</param>
    public static void Trailer(Utf8Buffer to, long rows, SectionHeader section, IReadOnlyList<TotalRow> totals)
    {
        to.Raw("TRL,"u8);
        to.Integer(rows);
        for (var i = 0; i < section.Columns.Count; i++)
        {
            var column = section.Columns[i];
            if (column.Masked || column.Column.Spec.Total != Total.Sum)
            {
                continue;
            }

            if (column.Column.CurrencyName is null)
            {
                // A count has no currency: its parts per currency may be added.
                Figure(to, column.Column.Name, null, totals.Sum(total => total.Values[i] ?? 0));
                continue;
            }

            foreach (var total in totals)
            {
                if (total.Values[i] is { } amount)
                {
                    Figure(to, column.Column.Name, total.Currency, amount);
                }
            }
        }

        to.Raw("\r\n"u8);
    }

    private static void Figure(Utf8Buffer to, string figure, string? currency, decimal amount)
    {
        to.Byte((byte)',');
        to.Text(figure);
        if (currency is not null)
        {
            to.Byte((byte)'[');
            to.Text(currency);
            to.Byte((byte)']');
        }

        to.Byte((byte)'=');
        to.Number(amount);
    }
}
