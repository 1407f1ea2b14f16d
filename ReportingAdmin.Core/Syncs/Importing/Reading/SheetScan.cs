using System.Globalization;
using System.Xml;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>
/// What a sheet has that a plain table has not: formulas, error cells, merged cells, hidden rows. The reading library gives
/// their last shown values without a word, so they are looked for first.
/// </summary>
internal sealed class SheetScan
{
    private const int MostFindings = 100_000;

    /// <summary>The first finding of each row.</summary>
    public Dictionary<long, RowDefect> Findings { get; } = [];

    /// <summary>The widest row.</summary>
    public int Columns { get; private set; }

    /// <summary>Goes through the sheet's XML.</summary>
    /// <param name="xml">At its beginning; document types are refused by it.</param>
    public void Read(XmlReader xml)
    {
        long row = 0;
        var cell = "";
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "row":
                    row = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : row + 1;
                    if (xml.GetAttribute("hidden") is "1" or "true")
                    {
                        Add(row, "", null, "The row is hidden; show it or delete it.");
                    }

                    break;
                case "c":
                    cell = xml.GetAttribute("r") ?? "";
                    Columns = Math.Max(Columns, ColumnOf(cell));
                    if (xml.GetAttribute("t") == "e")
                    {
                        Add(row, cell, null, $"Cell {cell} holds an error.");
                    }

                    break;
                case "f":
                    Add(row, cell, null, $"Cell {cell} holds a formula; paste its value instead.");
                    break;
                case "mergeCell":
                    AddMerged(xml.GetAttribute("ref") ?? "");
                    break;
            }
        }
    }

    private static int ColumnOf(string cell)
    {
        var column = 0;
        foreach (var letter in cell.AsSpan().TrimEnd("0123456789"))
        {
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        }

        return column;
    }

    private void AddMerged(string range)
    {
        var corners = range.Split(':');
        if (corners.Length != 2
            || !long.TryParse(corners[0].AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(corners[1].AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return;
        }

        for (var row = first; row <= last; row++)
        {
            Add(row, range, null, $"The cells {range} are merged; split them.");
        }
    }

    private void Add(long row, string column, string? value, string reason)
    {
        if (Findings.TryAdd(row, new RowDefect(column, value, reason)) && Findings.Count > MostFindings)
        {
            throw SourceException.Of("sheet_not_plain", string.Create(CultureInfo.InvariantCulture,
                $"More than {MostFindings} rows have formulas, errors, merged cells or are hidden, the first of them: {Findings.Values.First().Reason} Paste the values into a plain sheet."));
        }
    }
}
