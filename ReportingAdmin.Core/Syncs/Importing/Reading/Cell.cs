using System.Globalization;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text: every cell of a CSV file.</summary>
    Text,

    /// <summary>A number of a workbook, or one that an expression made.</summary>
    Number,

    /// <summary>A date or time of a workbook, or one that an expression made.</summary>
    Date,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>A cell as it was read.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">Its text, without spaces around it; for the other kinds the text that shows it.</param>
/// <param name="Number">The number; 1 for true.</param>
/// <param name="Date">The date.</param>
internal readonly record struct Cell(CellKind Kind, string Text, decimal Number = 0, DateTime Date = default)
{
    /// <summary>No value.</summary>
    public static Cell Empty { get; } = new(CellKind.Empty, "");

    /// <summary>A text cell; empty where nothing but spaces is in it.</summary>
    /// <param name="text">As read.</param>
    public static Cell Of(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? Empty : new Cell(CellKind.Text, trimmed);
    }

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public static Cell Of(decimal number) => new(CellKind.Number, number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>A date.</summary>
    /// <param name="date">The date.</param>
    public static Cell Of(DateTime date) =>
        new(CellKind.Date, date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), 0, date);

    /// <summary>True or false.</summary>
    /// <param name="flag">Which.</param>
    public static Cell Of(bool flag) => new(CellKind.Flag, flag ? "true" : "false", flag ? 1 : 0);
}
