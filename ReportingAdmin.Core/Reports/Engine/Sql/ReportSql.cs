using System.Text;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>A column to sort by.</summary>
/// <param name="Column">A declared column's key.</param>
/// <param name="Descending">Greatest first.</param>
public sealed record SortBy(string Column, bool Descending);

/// <summary>
/// Wraps a section's SQL for the page and the files. Names come from declared columns only, never from a caller's text,
/// and PostgreSQL drops what the chosen columns do not need.
/// </summary>
public static class ReportSql
{
    /// <summary>The statement for a whole section with this run's columns.</summary>
    /// <param name="sql">The section's lexed file.</param>
    /// <param name="section">The section.</param>
    /// <param name="columns">The columns wanted.</param>
    /// <param name="sort">Null keeps the file's order.</param>
    public static string Rows(SqlText sql, Section section, IReadOnlyList<Column> columns, SortBy? sort = null) =>
        sort is null && columns.Count == section.Columns.Count && columns.SequenceEqual(section.Columns)
            ? sql.Text
            : $"select {List(columns)} from (\n{sql.Text}\n) section_rows{OrderBy(section.Columns, sort)}";

    /// <summary>The statement for one page.</summary>
    /// <param name="sql">The section's lexed file.</param>
    /// <param name="columns">The columns wanted.</param>
    /// <param name="sort">Null keeps the file's order.</param>
    /// <param name="skip">Rows before the page.</param>
    /// <param name="take">Rows of the page.</param>
    public static string Page(SqlText sql, IReadOnlyList<Column> columns, SortBy? sort, long skip, int take)
    {
        var text = new StringBuilder($"select {List(columns)} from (\n{sql.Text}\n) section_rows");
        return text.Append(OrderBy(columns, sort)).Append(System.Globalization.CultureInfo.InvariantCulture, $"\nlimit {take} offset {skip}").ToString();
    }

    /// <summary>
    /// The statement for the totals of all rows: currency (null without a currency column), row count, then per column the total,
    /// in the order of <paramref name="columns"/>; a column without a total gives null.
    /// </summary>
    /// <param name="sql">The section's lexed file.</param>
    /// <param name="section">The section; its currency column groups the totals.</param>
    /// <param name="columns">The columns wanted.</param>
    public static string Totals(SqlText sql, Section section, IReadOnlyList<Column> columns)
    {
        var currency = CurrencyColumn(section.Columns);
        var group = currency is null ? "null::text" : Quote(currency);
        var totals = columns.Select(Total);
        return $"select {group}, count(*), {string.Join(", ", totals)} from (\n{sql.Text}\n) section_rows"
            + (currency is null ? "" : $" group by 1 order by 1");
    }

    /// <summary>The statement for the rows of the latest day of a column.</summary>
    /// <param name="sql">The section's lexed file.</param>
    /// <param name="columns">The columns wanted.</param>
    /// <param name="day">The column of days.</param>
    public static string Latest(SqlText sql, IReadOnlyList<Column> columns, Column day) =>
        $"select {List(columns)} from (select section_rows.*, max({Quote(day.Name)}) over () as \"latest day\" from (\n{sql.Text}\n) section_rows) dated where {Quote(day.Name)} = \"latest day\"";

    /// <summary>The statement that counts a section's rows.</summary>
    /// <param name="sql">The section's lexed file.</param>
    public static string Count(SqlText sql) => $"select count(*) from (\n{sql.Text}\n) section_rows";

    /// <summary>The column by whose values money is never added together; null when the section has none.</summary>
    /// <param name="columns">The section's declared columns.</param>
    public static string? CurrencyColumn(IReadOnlyList<Column> columns) =>
        columns.FirstOrDefault(column => column.CurrencyName is not null)?.CurrencyName;

    /// <summary>A name as PostgreSQL reads it literally.</summary>
    /// <param name="name">A declared column's key.</param>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    // Rows that are equal by the column keep a fixed order: that of the row's identity.
    private static string OrderBy(IReadOnlyList<Column> columns, SortBy? sort)
    {
        if (sort is null)
        {
            return "";
        }

        var first = $"{Quote(columns.First(candidate => candidate.Name == sort.Column).Name)}{(sort.Descending ? " desc" : "")} nulls last";
        return "\norder by " + string.Join(", ", columns.Where(candidate => candidate.Spec.Key && candidate.Name != sort.Column).Select(key => Quote(key.Name)).Prepend(first));
    }

    private static string List(IReadOnlyList<Column> columns) => string.Join(", ", columns.Select(column => Quote(column.Name)));

    private static string Total(Column column)
    {
        var name = Quote(column.Name);
        return column.Spec.Total switch
        {
            Engine.Total.Sum => $"sum({name})::numeric",
            Engine.Total.Count => $"count({name})::numeric",
            Engine.Total.Min => $"min({name})::numeric",
            Engine.Total.Max => $"max({name})::numeric",
            Engine.Total.WeightedMean => WeightedMean(name, Quote(column.WeightName!)),
            Engine.Total.Ratio => Ratio(Quote(column.NumeratorName!), Quote(column.DenominatorName!)),
            _ => "null::numeric",
        };
    }

    private static string WeightedMean(string value, string weight) =>
        Rate($"sum({value} * {weight}) / nullif(sum({weight}) filter (where {value} is not null), 0)");

    private static string Ratio(string numerator, string denominator) =>
        Rate($"sum({numerator}) filter (where {denominator} is not null)"
            + $" / nullif(sum({denominator}) filter (where {numerator} is not null), 0)::numeric");

    // As lending.rate() has it: what is greater leaves no room for twelve decimals.
    private static string Rate(string quotient) => $"round({quotient}, case when abs({quotient}) < 10000000000000000 then 12 else 2 end)";
}
