using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>Gives the cell that a column is made from; a step of an expression takes the one before it.</summary>
internal abstract class ColumnSource
{
    /// <summary>The source columns, for the reject file.</summary>
    public abstract string Columns { get; }

    /// <summary>The cell of the present row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>Why there is none; null when there is.</returns>
    public abstract string? Read(RowSource row, out Cell cell);

    /// <summary>What stands in the file, to be shown with a reason.</summary>
    /// <param name="row">The row.</param>
    public abstract string? Shown(RowSource row);
}

/// <summary>A column of the file.</summary>
/// <param name="name">Its header.</param>
/// <param name="index">Its place.</param>
/// <param name="nulls">Words that mean no value.</param>
internal sealed class FromColumn(string name, int index, IReadOnlyList<string> nulls) : ColumnSource
{
    private readonly HashSet<string> _nulls = [.. nulls];

    public override string Columns => name;

    public override string? Read(RowSource row, out Cell cell)
    {
        cell = row[index];
        if (cell.Kind == CellKind.Text && _nulls.Count > 0 && _nulls.Contains(cell.Text))
        {
            cell = Cell.Empty;
        }

        return null;
    }

    public override string? Shown(RowSource row) => row[index].Text;
}

/// <summary>The same for every row.</summary>
/// <param name="cell">What.</param>
internal sealed class FromConstant(Cell cell) : ColumnSource
{
    public override string Columns => "";

    public override string? Read(RowSource row, out Cell read)
    {
        read = cell;
        return null;
    }

    public override string? Shown(RowSource row) => cell.Text;
}

/// <summary>A text with columns in it; no value where all of them have none.</summary>
/// <param name="parts">Literal texts and columns, in order.</param>
internal sealed class FromTemplate(IReadOnlyList<(string Literal, FromColumn? Column)> parts) : ColumnSource
{
    public override string Columns => string.Join(", ", parts.Where(part => part.Column is not null).Select(part => part.Column!.Columns));

    public override string? Read(RowSource row, out Cell cell)
    {
        var text = new StringBuilder();
        var any = false;
        foreach (var (literal, column) in parts)
        {
            text.Append(literal);
            if (column is not null)
            {
                column.Read(row, out var part);
                any |= part.Kind != CellKind.Empty;
                text.Append(part.Text);
            }
        }

        cell = any ? Cell.Of(text.ToString()) : Cell.Empty;
        return null;
    }

    public override string? Shown(RowSource row)
    {
        Read(row, out var cell);
        return cell.Text;
    }
}

/// <summary>The row's number among those that agree in some columns, counted in the order of the file.</summary>
/// <param name="columns">The columns.</param>
internal sealed class FromRowNumber(IReadOnlyList<FromColumn> columns) : ColumnSource
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public override string Columns => string.Join(", ", columns.Select(column => column.Columns));

    public override string? Read(RowSource row, out Cell cell)
    {
        var key = Key(row);
        var number = _numbers[key] = _numbers.GetValueOrDefault(key) + 1;
        cell = Cell.Of((decimal)number);
        return null;
    }

    public override string? Shown(RowSource row) => null;

    private string Key(RowSource row)
    {
        if (columns.Count == 1)
        {
            columns[0].Read(row, out var only);
            return only.Text;
        }

        var key = new StringBuilder();
        foreach (var column in columns)
        {
            column.Read(row, out var cell);
            key.Append(CultureInfo.InvariantCulture, $"{cell.Text.Length}:{cell.Text}");
        }

        return key.ToString();
    }
}
