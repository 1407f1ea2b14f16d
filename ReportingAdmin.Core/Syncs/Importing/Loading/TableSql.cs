using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>
/// The pieces of SQL about one table of a load. Aliases: <c>s</c> a staged row, <c>r_header</c> what a reference names,
/// <c>t</c> the row that is loaded already.
/// </summary>
/// <param name="plan">The table as the file feeds it.</param>
internal sealed class TableSql(TablePlan plan)
{
    /// <summary>The table as the file feeds it.</summary>
    public TablePlan Plan { get; } = plan;

    /// <summary>Its description.</summary>
    public ImportTable Table { get; } = plan.Table;

    /// <summary>A good staged row of the table.</summary>
    public string Live { get; } = $"s.{plan.On} and not s.bad";

    /// <summary>A good staged row that is not told to be gone.</summary>
    public string Present => Staged(CommonColumns.Deleted.Name) is { } deleted ? $"{Live} and {deleted} is not true" : Live;

    /// <summary>References to other tables that the file gives.</summary>
    public IEnumerable<ColumnPlan> References => Plan.Columns.Where(column => column.Column.RefersTo is { } named && named != Table.Name);

    /// <summary>The reference to the table itself, when the file gives it.</summary>
    public ColumnPlan? Self => Plan.Columns.FirstOrDefault(column => column.Column.RefersTo == Table.Name);

    /// <summary>Joins what the references name to <c>s</c>.</summary>
    public string Joins => string.Concat(Plan.Columns.Where(column => column.Column.RefersTo is not null).Select(column =>
        $"\nleft join {column.Column.RefersTo} {Alias(column)} on {Alias(column)}.{ImportTables.Get(column.Column.RefersTo!).Key[0]} = s.{column.Stage}"));

    /// <summary>That <c>t</c> has the key of <c>s</c>.</summary>
    public string KeyMatch => string.Join(" and ", Table.Key.Select(key => Plan.Find(key)!).Select(key => $"t.{key.Column.Target} = {Value(key)}"));

    /// <summary>Staged rows with what they name and what is loaded.</summary>
    public string From => $"from import_stage s{Joins}\nleft join {Table.Name} t on {KeyMatch}";

    /// <summary>True where nothing of the key is loaded.</summary>
    public const string IsNew = "t.first_loaded_at is null";

    /// <summary>The staging column of a header, as <c>s.…</c>; null when the file does not give it.</summary>
    /// <param name="header">The header.</param>
    public string? Staged(string header) => Plan.Find(header) is { } column ? $"s.{column.Stage}" : null;

    /// <summary>The name of what a reference names.</summary>
    /// <param name="reference">The reference.</param>
    public static string Alias(ColumnPlan reference) => $"r_{reference.Column.Name}";

    /// <summary>What is written to a column, from its own header alone.</summary>
    /// <param name="column">The column.</param>
    public static string Value(ColumnPlan column) => column.Column.RefersTo is null ? $"s.{column.Stage}" : $"{Alias(column)}.id";

    /// <summary>The columns of a new row and what is written to them.</summary>
    public IReadOnlyDictionary<string, string> InsertValues()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in Plan.Columns.Where(column => column.Column != CommonColumns.Deleted))
        {
            values[column.Column.Target] = Value(column);
        }

        foreach (var derived in Table.Derived)
        {
            var known = derived.From.Select(DerivedFrom).OfType<string>().ToList();
            if (known.Count > 0)
            {
                values[derived.Name] = known.Count == 1 ? known[0] : $"coalesce({string.Join(", ", known)})";
            }
        }

        return values;
    }

    /// <summary>
    /// The columns that a loaded row takes from the file. Scope and currency are left to the database: they follow the parent.
    /// A snapshot or line that names no portfolio keeps the one it was loaded with.
    /// </summary>
    public IReadOnlyDictionary<string, string> UpdateValues()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in Plan.Columns.Where(column => column.Column != CommonColumns.Deleted && !Table.Key.Contains(column.Column.Name)))
        {
            if (Table.Derived.All(derived => derived.Name != column.Column.Target))
            {
                values[column.Column.Target] = Value(column);
            }
            else if (column.Column.RefersTo is not null)
            {
                values[column.Column.Target] = $"coalesce({Value(column)}, t.{column.Column.Target})";
            }
        }

        if (Table.Replaces == ReplacedSet.Entry)
        {
            values["deleted_at"] = "r_entry_number.deleted_at"; // lines go and come back with their entry
        }
        else if (Table.Replaces == ReplacedSet.PortfolioMonth || Plan.Find(CommonColumns.Deleted.Name) is not null)
        {
            values["deleted_at"] = "null";
        }

        return values;
    }

    /// <summary>True where a loaded row says something else than the file.</summary>
    /// <param name="values">What it takes from the file.</param>
    public static string Differs(IReadOnlyDictionary<string, string> values) => values.Count == 0
        ? "false"
        : $"({string.Join(" or ", values.Select(pair => $"t.{pair.Key} is distinct from {(pair.Value == "null" ? "null::timestamptz" : pair.Value)}"))})";

    /// <summary>True unless the loaded row is newer at the source.</summary>
    public string IsCurrent => Staged(CommonColumns.SourceUpdatedAt.Name) is { } updated
        ? $"coalesce({updated} >= t.source_updated_at, true)"
        : "true";

    private string? DerivedFrom(string from)
    {
        if (from.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
        {
            return Plan.Find(from[..dot]) is { } reference ? $"{Alias(reference)}{from[dot..]}" : null;
        }

        return Staged(from);
    }
}
