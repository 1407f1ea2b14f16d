using System.Buffers.Text;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>What the cells of a row share: its number on the sheet, the decimals of its currencies, and counts of odd values.</summary>
/// <param name="columns">The section's columns.</param>
internal sealed class XlsxRow(IReadOnlyList<Shown> columns)
{
    private readonly byte[] _digits = new byte[10];
    private readonly List<Slot> _slots = [];
    private int _length;

    /// <summary>Numbers of more than 15 digits, which were written as text.</summary>
    public long NumbersAsText { get; set; }

    /// <summary>Dates before 1 March 1900, which were written as text.</summary>
    public long DatesAsText { get; set; }

    /// <summary>The data row's number within its section, from 1.</summary>
    public long Ordinal { get; private set; }

    /// <summary>The sheet row's number as digits.</summary>
    public ReadOnlySpan<byte> Digits => _digits.AsSpan(0, _length);

    /// <summary>The place in which the decimals of a money column's currency stand, row by row.</summary>
    /// <param name="currency">The currency column's key; null or not shown = two decimals always.</param>
    public Slot CurrencyOf(string? currency)
    {
        var at = currency is null ? -1 : IndexOf(currency);
        var slot = _slots.Find(known => known.Column == at);
        if (slot is null)
        {
            slot = new Slot(at);
            _slots.Add(slot);
        }

        return slot;
    }

    /// <summary>Moves to the cursor's present row.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="ordinal">Its number within the section, from 1.</param>
    /// <param name="sheetRow">Its number on the sheet, from 1.</param>
    public void Next(RowCursor row, long ordinal, int sheetRow)
    {
        Ordinal = ordinal;
        Utf8Formatter.TryFormat(sheetRow, _digits, out _length);
        foreach (var slot in _slots)
        {
            if (slot.Column >= 0)
            {
                slot.Decimals = Display.DecimalsOf(row.IsNull(slot.Column) ? null : row.Text(slot.Column));
            }
        }
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Column.Name == name)
            {
                return columns[i] is { Masked: false, Kind: Kind.Text } ? i : -1;
            }
        }

        return -1;
    }

    /// <summary>A currency column and the decimals of its present value.</summary>
    /// <param name="column">Its index; -1 = none.</param>
    internal sealed class Slot(int column)
    {
        /// <summary>The currency column's index; -1 = none.</summary>
        public int Column => column;

        /// <summary>Decimals of the present row's currency.</summary>
        public int Decimals { get; set; } = Display.DecimalsOf(null);
    }
}
