using System.Text.Json;
using System.Text.Json.Serialization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>Reads a mapping from JSON and says everything that is wrong with it at once.</summary>
public static class MappingReader
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The mapping, or why it cannot be used.</summary>
    /// <param name="json">The text.</param>
    public static Outcome<FileMapping> Read(string json)
    {
        FileMapping? mapping;
        try
        {
            mapping = JsonSerializer.Deserialize<FileMapping>(json, s_json);
        }
        catch (JsonException e)
        {
            return new Problem(ProblemKind.Malformed, $"The mapping is not in order: {e.Message}", "map", "mapping_unreadable");
        }

        if (mapping is null)
        {
            return new Problem(ProblemKind.Malformed, "The mapping is empty.", "map", "mapping_unreadable");
        }

        var problems = Check(mapping);
        return problems.Count == 0 ? mapping : Outcome<FileMapping>.From(problems);
    }

    /// <summary>Everything that is wrong with a mapping, whatever file it is for; empty when it can be used.</summary>
    /// <param name="mapping">The mapping.</param>
    public static IReadOnlyList<Problem> Check(FileMapping mapping) =>
        [.. Defects(mapping).Select(defect => new Problem(ProblemKind.Invalid, defect, "map", "mapping_invalid"))];

    /// <summary>A mapping that this program has written itself, perhaps before it was whole.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">Another program has written it.</exception>
    internal static FileMapping ReadUnchecked(string json) => JsonSerializer.Deserialize<FileMapping>(json, s_json) ?? new FileMapping();

    /// <summary>The mapping as JSON, as it is recorded with a load.</summary>
    /// <param name="mapping">The mapping.</param>
    public static string Write(FileMapping mapping) => JsonSerializer.Serialize(mapping, s_json);

    private static IEnumerable<string> Defects(FileMapping mapping)
    {
        var shape = mapping.File;
        if (shape.Decimal is not ("." or ","))
        {
            yield return "file.decimal: use \".\" or \",\".";
        }

        if (shape.Thousands is { } thousands && (thousands.Length != 1 || thousands == shape.Decimal || char.IsAsciiDigit(thousands[0])))
        {
            yield return "file.thousands: use one mark that is not the decimal mark.";
        }

        if (shape.Delimiter is { Length: not 1 })
        {
            yield return "file.delimiter: use one character.";
        }

        if (shape.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return $"file.timeZone: there is no time zone {zone}.";
        }

        if (mapping.Tables.Count == 0)
        {
            yield return "tables: name at least one table.";
        }

        foreach (var twice in mapping.Tables.GroupBy(table => table.Table, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"tables: {twice.Key} is fed twice.";
        }

        foreach (var defect in mapping.Tables.SelectMany(Defects))
        {
            yield return defect;
        }
    }

    private static IEnumerable<string> Defects(TableMapping fed)
    {
        if (ImportTables.Find(fed.Table) is not { } table)
        {
            yield return $"tables: there is no table \"{fed.Table}\"; use one of {string.Join(", ", ImportTables.All.Select(known => known.Name))}.";
            yield break;
        }

        foreach (var filter in fed.Where)
        {
            if (new[] { filter.In is not null, filter.NotIn is not null, filter.Empty is not null, filter.Sign is not null }.Count(given => given) != 1)
            {
                yield return $"{fed.Table}: a filter on \"{filter.Column}\" needs exactly one of in, notIn, empty, sign.";
            }

            if (filter.Sign is not (null or "positive" or "negative" or "zero" or "nonzero"))
            {
                yield return $"{fed.Table}: sign is positive, negative, zero or nonzero, not \"{filter.Sign}\".";
            }
        }

        if (fed.Columns is null)
        {
            yield break;
        }

        foreach (var (name, column) in fed.Columns)
        {
            if (table.Find(name) is null)
            {
                yield return $"{fed.Table} has no column \"{name}\"; it has {string.Join(", ", table.Columns.Concat(table.Common).Select(known => known.Name))}.";
            }

            foreach (var defect in Defects(column))
            {
                yield return $"{fed.Table}.{name}: {defect}";
            }
        }

        foreach (var key in table.Key.Where(key => table.Find(key) is { Default: null } && !fed.Columns.Keys.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"{fed.Table}: its key column {key} is not mapped.";
        }
    }

    private static IEnumerable<string> Defects(ColumnMapping column)
    {
        if (new[] { column.Column is not null, column.Const is not null, column.Expr is not null }.Count(given => given) != 1)
        {
            yield return "give exactly one of column, const, expr.";
        }

        if (column.Const is { ValueKind: not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) })
        {
            yield return "const is a text, a number, true or false.";
        }

        if (column.Expr is not { } expr)
        {
            yield break;
        }

        if (new[] { expr.Column is not null, expr.Template is not null, expr.RowNumberIn is not null }.Count(given => given) != 1)
        {
            yield return "expr needs exactly one of column, template, rowNumberIn.";
        }

        if (expr.PartOf is { } part && (part.Separator.Length == 0 || part.Position == 0))
        {
            yield return "partOf needs a separator and a position other than 0.";
        }

        if (expr is { Otherwise: not null, Values: null })
        {
            yield return "otherwise goes with values.";
        }

        if (new[] { expr.PositivePart, expr.NegativePart, expr.Absolute, expr.BySign is not null }.Count(given => given) > 1)
        {
            yield return "give one of positivePart, negativePart, absolute, bySign.";
        }
    }
}
