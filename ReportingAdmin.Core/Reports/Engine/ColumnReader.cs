using System.Collections.Concurrent;
using System.Reflection;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Reflects the columns of a row type, once per type.</summary>
public static class ColumnReader
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Column>> s_columns = new();

    /// <summary>The columns in order of declaration, a row's own before those it shares.</summary>
    /// <param name="rowType">A record with <see cref="ColumnAttribute"/> on each property.</param>
    /// <exception cref="InvalidOperationException">A property is not a column or has no cell type; the catalogue reports it as a defect.</exception>
    public static IReadOnlyList<Column> Read(Type rowType) => s_columns.GetOrAdd(rowType, Reflect);

    private static List<Column> Reflect(Type rowType)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. rowType.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.Name != "EqualityContract")
                // What several rows have in common comes after a row's own.
                .OrderBy(property => property.DeclaringType == rowType ? 0 : 1)
                .ThenBy(property => property.MetadataToken)
                .Select(property => ToColumn(rowType, property, nullability)),
        ];
    }

    private static Column ToColumn(Type rowType, PropertyInfo property, NullabilityInfoContext nullability)
    {
        var spec = property.GetCustomAttribute<ColumnAttribute>()
            ?? throw new InvalidOperationException($"{rowType.FullName}.{property.Name} has no Column attribute.");
        var underlying = System.Nullable.GetUnderlyingType(property.PropertyType);
        var kind = KindOf(underlying ?? property.PropertyType)
            ?? throw new InvalidOperationException($"{rowType.FullName}.{property.Name}: {property.PropertyType.Name} is no cell type.");
        var nullable = underlying is not null
            || (kind == Kind.Text && nullability.Create(property).ReadState == NullabilityState.Nullable);
        return new Column(
            Names.Snake(property.Name),
            kind,
            nullable,
            spec,
            NameOf(rowType, spec.Weight),
            NameOf(rowType, spec.Currency))
        {
            NumeratorName = NameOf(rowType, spec.Numerator),
            DenominatorName = NameOf(rowType, spec.Denominator),
        };
    }

    private static string? NameOf(Type rowType, string? property) =>
        property is null ? null
        : rowType.GetProperty(property) is not null ? Names.Snake(property)
        : throw new InvalidOperationException($"{rowType.FullName} has no property {property}.");

    private static Kind? KindOf(Type type) =>
        type == typeof(string) ? Kind.Text
        : type == typeof(long) || type == typeof(int) ? Kind.Integer
        : type == typeof(decimal) ? Kind.Number
        : type == typeof(DateOnly) ? Kind.Date
        : type == typeof(DateTimeOffset) ? Kind.Instant
        : type == typeof(bool) ? Kind.Flag
        : null;
}
