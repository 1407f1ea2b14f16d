using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>A column to be made from each row.</summary>
/// <param name="Column">Which one.</param>
/// <param name="Source">From what.</param>
/// <param name="Reader">Makes its value.</param>
/// <param name="DateFormat">The format declared for it.</param>
/// <param name="Stage">Its name in staging.</param>
internal sealed record ColumnPlan(ImportColumn Column, ColumnSource Source, CellReader Reader, string? DateFormat, string Stage);

/// <summary>A table to be fed from each row that its filters let through.</summary>
/// <param name="Table">Which one.</param>
/// <param name="IsDistinct">Rows of a key recur on purpose.</param>
/// <param name="Filters">All must hold.</param>
/// <param name="Columns">Its columns, in the order of the description.</param>
/// <param name="On">The staging column that says whether a row feeds it.</param>
internal sealed record TablePlan(
    ImportTable Table, bool IsDistinct, IReadOnlyList<FilterPlan> Filters, IReadOnlyList<ColumnPlan> Columns, string On)
{
    /// <summary>The plan of a column; null when the file does not feed it.</summary>
    /// <param name="header">Its header.</param>
    public ColumnPlan? Find(string header) => Columns.FirstOrDefault(plan => plan.Column.Name == header);

    /// <summary>Whether a row feeds the table.</summary>
    /// <param name="row">The row.</param>
    public bool Takes(RowSource row)
    {
        foreach (var filter in Filters)
        {
            if (!filter.Holds(row))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A filter.</summary>
/// <param name="column">The column asked.</param>
/// <param name="filter">What must hold.</param>
/// <param name="reader">Reads numbers.</param>
internal sealed class FilterPlan(FromColumn column, RowFilter filter, CellReader reader)
{
    /// <summary>Whether it holds for a row; a text that is no number has no sign.</summary>
    /// <param name="row">The row.</param>
    public bool Holds(RowSource row)
    {
        column.Read(row, out var cell);
        if (filter.Empty is { } empty)
        {
            return cell.Kind == CellKind.Empty == empty;
        }

        if (filter.In is { } wanted)
        {
            return wanted.Contains(cell.Text);
        }

        if (filter.NotIn is { } unwanted)
        {
            return !unwanted.Contains(cell.Text);
        }

        return reader.Number(cell, out var number) is null && filter.Sign switch
        {
            "positive" => number > 0,
            "negative" => number < 0,
            "zero" => number == 0,
            _ => number != 0,
        };
    }
}
