using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Features.Imports.Mapping;

/// <summary>A mapping while it is written. It says everything that a mapping can say, so that nothing is lost by opening one.</summary>
public sealed class MappingForm
{
    /// <summary>The saved mapping's name; empty until it has one.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>How the file is written.</summary>
    public ShapeForm Shape { get; private init; } = new();

    /// <summary>The tables that it feeds.</summary>
    public List<TableForm> Tables { get; } = [];

    /// <summary>Opens a mapping.</summary>
    /// <param name="mapping">The mapping.</param>
    public static MappingForm Of(FileMapping mapping)
    {
        var form = new MappingForm { Name = mapping.Name, Description = mapping.Description, Shape = ShapeForm.Of(mapping.File) };
        foreach (var fed in mapping.Tables)
        {
            if (ImportTables.Find(fed.Table) is { } table)
            {
                form.Tables.Add(TableForm.Of(table, fed));
            }
        }

        return form;
    }

    /// <summary>Adds a table with what its columns' names propose.</summary>
    /// <param name="table">The table.</param>
    /// <param name="header">The file's headers.</param>
    /// <returns>How many columns were proposed.</returns>
    public int Add(ImportTable table, IReadOnlyList<string> header)
    {
        var proposed = MappingProposal.Columns(table, header);
        Tables.Add(TableForm.Of(table, new TableMapping { Table = table.Name, Columns = proposed }));
        return proposed.Count;
    }

    /// <summary>The mapping that the form says.</summary>
    public FileMapping Give() => new()
    {
        Name = Name,
        Description = string.IsNullOrWhiteSpace(Description) ? null : Description.Trim(),
        File = Shape.Give(),
        Tables = [.. Tables.Select(table => table.Give())],
    };
}

/// <summary>How the file is written.</summary>
public sealed class ShapeForm
{
    /// <summary>The encoding's name; empty = UTF-8.</summary>
    public string Encoding { get; set; } = "";

    /// <summary>One character or <c>tab</c>; empty = found from the header.</summary>
    public string Delimiter { get; set; } = "";

    /// <summary>The sheet of a workbook; empty = its only one.</summary>
    public string Sheet { get; set; } = "";

    /// <summary>The decimal mark.</summary>
    public string Decimal { get; set; } = ".";

    /// <summary>The mark between thousands or <c>space</c>; empty = none.</summary>
    public string Thousands { get; set; } = "";

    /// <summary>Words for no value, with commas.</summary>
    public string Nulls { get; set; } = "";

    /// <summary>How dates are written; empty = ISO.</summary>
    public string DateFormat { get; set; } = "";

    /// <summary>The zone of moments without an offset.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Something is declared.</summary>
    public bool IsDeclared => Encoding.Length + Delimiter.Length + Sheet.Length + Thousands.Length + Nulls.Length + DateFormat.Length + TimeZone.Length > 0 || Decimal != ".";

    /// <summary>Opens what a mapping declares.</summary>
    public static ShapeForm Of(FileShape shape) => new()
    {
        Encoding = shape.Encoding ?? "",
        Delimiter = shape.Delimiter switch { "\t" => "tab", var other => other ?? "" },
        Sheet = shape.Sheet ?? "",
        Decimal = shape.Decimal,
        Thousands = shape.Thousands switch { " " => "space", var other => other ?? "" },
        Nulls = string.Join(", ", shape.Nulls),
        DateFormat = shape.DateFormat ?? "",
        TimeZone = shape.TimeZone ?? "",
    };

    /// <summary>What the form declares.</summary>
    public FileShape Give() => new()
    {
        Encoding = OrNull(Encoding),
        Delimiter = Delimiter switch { "" => null, "tab" => "\t", var other => other },
        Sheet = Sheet.Length == 0 ? null : Sheet,
        Decimal = Decimal,
        Thousands = Thousands switch { "" => null, "space" => " ", var other => other },
        Nulls = ColumnForm.List(Nulls),
        DateFormat = OrNull(DateFormat),
        TimeZone = OrNull(TimeZone),
    };

    private static string? OrNull(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

/// <summary>How a table is fed.</summary>
/// <param name="table">The table.</param>
public sealed class TableForm(ImportTable table)
{
    /// <summary>The table.</summary>
    public ImportTable Table { get; } = table;

    /// <summary>The file has the documented headers; nothing is mapped by hand.</summary>
    public bool ByName { get; set; }

    /// <summary>Rows of a key recur on purpose.</summary>
    public bool Distinct { get; set; }

    /// <summary>Which rows feed it.</summary>
    public List<FilterForm> Filters { get; } = [];

    /// <summary>Its columns.</summary>
    public List<ColumnForm> Columns { get; } = [.. table.Columns.Concat(table.Common).Select(column => new ColumnForm(column))];

    /// <summary>How many columns are fed.</summary>
    public int Fed => Columns.Count(column => column.Give() is not null);

    /// <summary>Required columns that a new row would lack.</summary>
    public IEnumerable<string> Lacking => Columns.Where(column => column.Column is { Required: true, Default: null } && column.Give() is null).Select(column => column.Column.Name);

    /// <summary>Opens what a mapping says of a table.</summary>
    public static TableForm Of(ImportTable table, TableMapping fed)
    {
        var form = new TableForm(table) { ByName = fed.Columns is null, Distinct = fed.Distinct };
        form.Filters.AddRange(fed.Where.Select(FilterForm.Of));
        foreach (var column in form.Columns)
        {
            column.Take(fed.Columns?.FirstOrDefault(pair => pair.Key.Equals(column.Column.Name, StringComparison.OrdinalIgnoreCase)).Value);
        }

        return form;
    }

    /// <summary>What the form says.</summary>
    public TableMapping Give() => new()
    {
        Table = Table.Name,
        Distinct = Distinct,
        Where = [.. Filters.Where(filter => filter.Column.Length > 0).Select(filter => filter.Give())],
        Columns = ByName ? null : Columns.Select(column => (column.Column.Name, Given: column.Give())).Where(pair => pair.Given is not null).ToDictionary(pair => pair.Name, pair => pair.Given!, StringComparer.Ordinal),
    };
}

/// <summary>Which rows of the file feed a table.</summary>
public sealed class FilterForm
{
    /// <summary>The file's column.</summary>
    public string Column { get; set; } = "";

    /// <summary><c>in</c>, <c>notIn</c>, <c>empty</c>, <c>filled</c>, <c>positive</c>, <c>negative</c>, <c>zero</c> or <c>nonzero</c>.</summary>
    public string Holds { get; set; } = "filled";

    /// <summary>Words, with commas.</summary>
    public string Words { get; set; } = "";

    /// <summary>The words are asked for.</summary>
    public bool HasWords => Holds is "in" or "notIn";

    /// <summary>Opens a filter.</summary>
    public static FilterForm Of(RowFilter filter) => new()
    {
        Column = filter.Column,
        Holds = filter switch
        {
            { In: not null } => "in",
            { NotIn: not null } => "notIn",
            { Empty: { } empty } => empty ? "empty" : "filled",
            _ => filter.Sign ?? "nonzero",
        },
        Words = string.Join(", ", filter.In ?? filter.NotIn ?? []),
    };

    /// <summary>What the form says.</summary>
    public RowFilter Give() => Holds switch
    {
        "in" => new RowFilter { Column = Column, In = ColumnForm.List(Words) },
        "notIn" => new RowFilter { Column = Column, NotIn = ColumnForm.List(Words) },
        "empty" => new RowFilter { Column = Column, Empty = true },
        "filled" => new RowFilter { Column = Column, Empty = false },
        var sign => new RowFilter { Column = Column, Sign = sign },
    };
}
