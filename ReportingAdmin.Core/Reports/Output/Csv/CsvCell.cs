using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Csv;

/// <summary>Cells of a CSV column by kind; a cell without a value is empty.</summary>
internal static class CsvCell
{
    private static readonly byte[] s_mask = "•••"u8.ToArray();

    /// <summary>The writer of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="i">Its index.</param>
    /// <param name="alone">True for the only column of its table: a row without a value is then <c>""</c>, as readers skip blank lines.</param>
    public static CellWriter For(Shown column, int i, bool alone)
    {
        CellWriter cell = column switch
        {
            { Masked: true } => new MaskedCell(),
            { Kind: Kind.Text } => new TextCell(i),
            { Kind: Kind.Integer } => new IntegerCell(i),
            { Kind: Kind.Number } => new NumberCell(i),
            { Kind: Kind.Date } => new DateCell(i),
            { Kind: Kind.Instant } => new InstantCell(i),
            { Kind: Kind.Flag } => new FlagCell(i),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, "No such kind of cell."),
        };
        return alone && !column.Masked ? new AloneCell(i, cell) : cell;
    }

    private sealed class MaskedCell : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to) => to.Raw(s_mask);
    }

    private sealed class AloneCell(int i, CellWriter cell) : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to)
        {
            if (row.IsNull(i))
            {
                to.Raw("\"\""u8);
            }
            else
            {
                cell.Write(row, to);
            }
        }
    }

    private sealed class TextCell(int i) : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to)
        {
            if (!row.IsNull(i))
            {
                CsvText.Write(to, row.Text(i));
            }
        }
    }

    private sealed class IntegerCell(int i) : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to)
        {
            if (!row.IsNull(i))
            {
                to.Integer(row.Integer(i));
            }
        }
    }

    private sealed class NumberCell(int i) : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to)
        {
            if (!row.IsNull(i))
            {
                to.Number(row.Number(i));
            }
        }
    }

    private sealed class DateCell(int i) : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to)
        {
            if (!row.IsNull(i))
            {
                to.Date(row.Date(i));
            }
        }
    }

    private sealed class InstantCell(int i) : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to)
        {
            if (!row.IsNull(i))
            {
                to.Instant(row.Instant(i));
            }
        }
    }

    private sealed class FlagCell(int i) : CellWriter
    {
        public override void Write(RowCursor row, Utf8Buffer to)
        {
            if (!row.IsNull(i))
            {
                to.Flag(row.Flag(i));
            }
        }
    }
}
