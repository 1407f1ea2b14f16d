using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>A mapping bound to the headers of a file.</summary>
/// <param name="Tables">The tables fed, parents first.</param>
internal sealed record FilePlan(IReadOnlyList<TablePlan> Tables)
{
    /// <summary>Binds a mapping; every header that is missing, unknown or doubled is named at once.</summary>
    /// <param name="mapping">The mapping, in order by itself.</param>
    /// <param name="header">The file's headers.</param>
    /// <param name="reader">Reads cells.</param>
    public static Outcome<FilePlan> Bind(FileMapping mapping, IReadOnlyList<string> header, CellReader reader)
    {
        var binder = new PlanBinder(mapping, header, reader);
        var fed = mapping.Tables.ToDictionary(table => ImportTables.Get(table.Table));
        var plans = fed.OrderBy(pair => ImportTables.Rank(pair.Key)).Select((pair, i) => binder.Table(pair.Key, pair.Value, i)).ToList();
        return binder.Problems.Count == 0 ? new FilePlan(plans) : Outcome<FilePlan>.From(binder.Problems);
    }
}

/// <summary>Binds the columns of a mapping.</summary>
/// <param name="mapping">The mapping.</param>
/// <param name="header">The file's headers.</param>
/// <param name="reader">Reads cells.</param>
internal sealed class PlanBinder(FileMapping mapping, IReadOnlyList<string> header, CellReader reader)
{
    // A mapping's own values are written as documented, however the file is.
    private static readonly CellReader s_documented = new(new FileShape());

    private readonly HashSet<string> _named = [];

    /// <summary>What does not fit.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>Binds a table.</summary>
    /// <param name="table">Which one.</param>
    /// <param name="fed">How it is fed.</param>
    /// <param name="number">Its place, for names in staging.</param>
    public TablePlan Table(ImportTable table, TableMapping fed, int number)
    {
        var columns = fed.Columns ?? SameNames(table);
        var plans = new List<ColumnPlan>();
        foreach (var column in table.Columns.Concat(table.Common))
        {
            if (columns.FirstOrDefault(pair => pair.Key.Equals(column.Name, StringComparison.OrdinalIgnoreCase)).Value is { } mapped)
            {
                plans.Add(Column(table, column, mapped, $"t{number}_{plans.Count}"));
            }
            else if (table.Key.Contains(column.Name) && column.Default is { } value)
            {
                // A key with a default stands in every row.
                plans.Add(new ColumnPlan(column, new FromConstant(Default(column, value)), s_documented, null, $"t{number}_{plans.Count}"));
            }
        }

        var filters = fed.Where.Select(filter => new FilterPlan(Named(filter.Column, []), filter, reader)).ToList();
        return new TablePlan(table, fed.Distinct, filters, plans, $"t{number}_on");
    }

    private Dictionary<string, ColumnMapping> SameNames(ImportTable table)
    {
        var known = mapping.Tables.Where(other => other.Columns is null).Select(other => ImportTables.Get(other.Table)).ToList();
        var unknown = header.Where(name => known.TrueForAll(other => other.Find(name) is null)).ToList();
        if (unknown.Count > 0)
        {
            Add($"The file has columns that {string.Join(" and ", known.Select(other => other.Name))} does not have: {string.Join(", ", unknown.Select(name => $"\"{name}\""))}. It has {string.Join(", ", table.Columns.Concat(table.Common).Select(column => column.Name))}.");
        }

        var missing = table.Key.Where(key => table.Find(key)!.Default is null && !header.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (missing.Count > 0)
        {
            Add($"The file lacks the key of {table.Name}: {string.Join(", ", missing)}. Its columns are {string.Join(", ", header)}.");
        }

        return header.Where(name => table.Find(name) is not null).DistinctBy(name => name.ToLowerInvariant())
            .ToDictionary(name => name, name => new ColumnMapping { Column = name });
    }

    private ColumnPlan Column(ImportTable table, ImportColumn column, ColumnMapping mapped, string stage)
    {
        if (mapped.Column is { } name)
        {
            return new ColumnPlan(column, Named(name, []), reader, null, stage);
        }

        if (mapped.Const is { } constant)
        {
            var cell = Cell.Of(constant.ValueKind == JsonValueKind.String ? constant.GetString()! : constant.GetRawText());
            if (s_documented.Read(column, cell, null, out var value) is { } reason)
            {
                Add($"{table.Name}.{column.Name}: const \"{cell.Text}\": {reason}");
            }

            return new ColumnPlan(column, new FromConstant(Typed(column, cell, value)), s_documented, null, stage);
        }

        var expr = mapped.Expr!;
        ColumnSource source = expr switch
        {
            { Column: { } of } => Named(of, expr.Nulls),
            { Template: { } template } => new FromTemplate(Parts(table, column, template)),
            _ => new FromRowNumber([.. expr.RowNumberIn!.Select(of => Named(of, []))]),
        };
        return new ColumnPlan(column, new ExpressionSource(source, expr, reader), reader, expr.DateFormat, stage);
    }

    private List<(string Literal, FromColumn? Column)> Parts(ImportTable table, ImportColumn column, string template)
    {
        var parts = new List<(string, FromColumn?)>();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest[open..].IndexOf('}');
            if (close < 0)
            {
                Add($"{table.Name}.{column.Name}: the template \"{template}\" has a brace that is not closed.");
                return parts;
            }

            parts.Add((rest[..open].ToString(), Named(rest[(open + 1)..(open + close)].ToString(), [])));
            rest = rest[(open + close + 1)..];
        }

        parts.Add((rest.ToString(), null));
        return parts;
    }

    private FromColumn Named(string name, IReadOnlyList<string> nulls)
    {
        var places = Enumerable.Range(0, header.Count).Where(i => header[i].Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (_named.Add(name))
        {
            if (places.Count == 0)
            {
                Add($"The file has no column \"{name}\". Its columns are {string.Join(", ", header)}.");
            }
            else if (places.Count > 1)
            {
                Add($"The file has the column \"{name}\" {places.Count} times; which one is meant?");
            }
        }

        return new FromColumn(name, places.Count > 0 ? places[0] : 0, [.. mapping.File.Nulls, .. nulls]);
    }

    private static Cell Default(ImportColumn column, string text)
    {
        var cell = Cell.Of(text);
        s_documented.Read(column, cell, null, out var value);
        return Typed(column, cell, value);
    }

    /// <summary>Kept as what it is, so that the file's marks and formats are not asked again.</summary>
    private static Cell Typed(ImportColumn column, Cell cell, Value value) => column.Type switch
    {
        _ when !value.HasValue => cell,
        ColumnType.Integer or ColumnType.Amount or ColumnType.Rate or ColumnType.Number => Cell.Of(value.Number),
        ColumnType.Date => Cell.Of(value.Date.ToDateTime(TimeOnly.MinValue)),
        _ => cell,
    };

    private void Add(string message)
    {
        if (!Problems.Exists(problem => problem.Message == message))
        {
            Problems.Add(new Problem(ProblemKind.Invalid, message, "file", "columns"));
        }
    }
}
