using System.Reflection;
using Npgsql;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>Makes record objects from rows by column name (snake_case to property), for code reports and the page's preview.</summary>
internal static class RowMaker
{
    /// <summary>A maker for the reader's columns.</summary>
    /// <param name="reader">A reader whose columns are known.</param>
    public static Func<NpgsqlDataReader, T> For<T>(NpgsqlDataReader reader)
        where T : notnull
    {
        var setters = new List<(int Ordinal, PropertyInfo Property)>();
        foreach (var property in typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite))
        {
            setters.Add((reader.GetOrdinal(Names.Snake(property.Name)), property));
        }

        return row =>
        {
            var made = (object)Activator.CreateInstance<T>();
            foreach (var (ordinal, property) in setters)
            {
                if (!row.IsDBNull(ordinal))
                {
                    property.SetValue(made, Value(row, ordinal, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
                }
            }

            return (T)made;
        };
    }

    /// <summary>A row object of a section from cells aligned with its columns; missing columns keep their default.</summary>
    /// <param name="rowType">The section's row type.</param>
    /// <param name="columns">The columns of the cells.</param>
    /// <param name="cells">The values; null = no value.</param>
    public static object FromCells(Type rowType, IReadOnlyList<Column> columns, IReadOnlyList<object?> cells)
    {
        var made = Activator.CreateInstance(rowType) ?? throw new InvalidOperationException($"{rowType.Name} cannot be made.");
        for (var i = 0; i < columns.Count; i++)
        {
            if (cells[i] is { } cell)
            {
                var property = PropertyOf(rowType, columns[i].Name);
                var target = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                property.SetValue(made, target == typeof(int) ? checked((int)(long)cell) : cell);
            }
        }

        return made;
    }

    /// <summary>The property behind a column key.</summary>
    /// <param name="rowType">The section's row type.</param>
    /// <param name="column">The key.</param>
    public static PropertyInfo PropertyOf(Type rowType, string column) =>
        rowType.GetProperties(BindingFlags.Instance | BindingFlags.Public).First(property => Names.Snake(property.Name) == column);

    private static object Value(NpgsqlDataReader row, int ordinal, Type type) =>
        type == typeof(string) ? row.GetString(ordinal)
        : type == typeof(long) ? row.GetFieldValue<long>(ordinal)
        : type == typeof(int) ? row.GetFieldValue<int>(ordinal)
        : type == typeof(decimal) ? row.GetDecimal(ordinal)
        : type == typeof(DateOnly) ? row.GetFieldValue<DateOnly>(ordinal)
        : type == typeof(DateTimeOffset) ? row.GetFieldValue<DateTimeOffset>(ordinal)
        : type == typeof(bool) ? row.GetBoolean(ordinal)
        : row.GetValue(ordinal);
}
