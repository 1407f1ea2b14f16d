using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>What an expression makes of a cell, in the order documented on <see cref="Expression"/>.</summary>
/// <param name="inner">Where the cell comes from.</param>
/// <param name="expr">What is done with it.</param>
/// <param name="reader">Reads numbers and days.</param>
internal sealed class ExpressionSource(ColumnSource inner, Expression expr, CellReader reader) : ColumnSource
{
    public override string Columns => inner.Columns;

    public override string? Shown(RowSource row) => inner.Shown(row);

    public override string? Read(RowSource row, out Cell cell)
    {
        var reason = inner.Read(row, out cell);
        return cell.Kind == CellKind.Empty ? reason : reason ?? Texts(ref cell) ?? Numbers(ref cell) ?? Days(ref cell);
    }

    private string? Texts(ref Cell cell)
    {
        if (expr.PartOf is { } part)
        {
            var parts = cell.Text.Split(part.Separator);
            var index = part.Position > 0 ? part.Position - 1 : parts.Length + part.Position;
            cell = index >= 0 && index < parts.Length ? Cell.Of(parts[index]) : Cell.Empty;
            if (cell.Kind == CellKind.Empty)
            {
                return null;
            }
        }

        if (expr.Values is { } values)
        {
            if (values.TryGetValue(cell.Text, out var mapped) || (mapped = expr.Otherwise) is not null)
            {
                cell = Cell.Of(mapped);
            }
            else
            {
                return $"The mapping has no word for \"{cell.Text}\"; it knows {string.Join(", ", values.Keys)}.";
            }
        }

        return null;
    }

    private string? Numbers(ref Cell cell)
    {
        if (cell.Kind == CellKind.Empty || !(expr.PositivePart || expr.NegativePart || expr.Absolute || expr.BySign is not null || expr.Scale is not null))
        {
            return null;
        }

        if (reader.Number(cell, out var number) is { } reason)
        {
            return reason;
        }

        if (expr.BySign is { } words)
        {
            var word = number > 0 ? words.Positive : number < 0 ? words.Negative : words.Zero;
            cell = word is null ? Cell.Empty : Cell.Of(word);
            return word is null ? "The number is 0, and the mapping has no word for it." : null;
        }

        number = expr switch
        {
            { PositivePart: true } => Math.Max(number, 0),
            { NegativePart: true } => Math.Max(-number, 0),
            { Absolute: true } => Math.Abs(number),
            _ => number,
        };
        try
        {
            cell = Cell.Of(number * (expr.Scale ?? 1));
            return null;
        }
        catch (OverflowException)
        {
            return "The number is too large.";
        }
    }

    private string? Days(ref Cell cell)
    {
        if (cell.Kind == CellKind.Empty || !expr.MonthEnd)
        {
            return null;
        }

        var reason = reader.Day(cell, expr.DateFormat, out var day);
        if (reason is null)
        {
            cell = Cell.Of(new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1).ToDateTime(TimeOnly.MinValue));
        }

        return reason;
    }
}
