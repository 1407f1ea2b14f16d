using System.Collections.Concurrent;
using System.Reflection;

namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>Reflects the parameters of an input type, once per type.</summary>
public static class ParameterReader
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Parameter>> s_parameters = new();

    /// <summary>The parameters in order of declaration.</summary>
    /// <param name="inputType">A record with <see cref="ParameterAttribute"/> on its properties.</param>
    /// <exception cref="InvalidOperationException">A property has no attribute or no usable type; the catalogue reports it as a defect.</exception>
    public static IReadOnlyList<Parameter> Read(Type inputType) => s_parameters.GetOrAdd(inputType, Reflect);

    private static List<Parameter> Reflect(Type inputType)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. inputType.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.Name != "EqualityContract" && property.CanWrite)
                // What several inputs have in common comes after an input's own, and what more of them have after that.
                .OrderBy(property => StepsUp(inputType, property.DeclaringType!))
                .ThenBy(property => property.MetadataToken)
                .Select(property => ToParameter(inputType, property, nullability)),
        ];
    }

    private static int StepsUp(Type type, Type declaring) => type == declaring ? 0 : 1 + StepsUp(type.BaseType!, declaring);

    private static Parameter ToParameter(Type inputType, PropertyInfo property, NullabilityInfoContext nullability)
    {
        var spec = property.GetCustomAttribute<ParameterAttribute>()
            ?? throw new InvalidOperationException($"{inputType.FullName}.{property.Name} has no Parameter attribute.");
        var declared = property.PropertyType;
        var element = ListElement(declared);
        var plain = Nullable.GetUnderlyingType(element ?? declared) ?? element ?? declared;
        var optional = element is not null
            || Nullable.GetUnderlyingType(declared) is not null
            || (!declared.IsValueType && nullability.Create(property).ReadState == NullabilityState.Nullable);
        var type = TypeOf(plain)
            ?? throw new InvalidOperationException($"{inputType.FullName}.{property.Name}: {declared.Name} is no parameter type.");
        return new Parameter(Names.Camel(property.Name), type, element is not null, optional, spec, property, ChoicesOf(plain, type), SqlNamesOf(property, type));
    }

    private static Type? ListElement(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static ParameterType? TypeOf(Type type) =>
        type == typeof(string) ? ParameterType.Text
        : type == typeof(int) || type == typeof(long) ? ParameterType.Integer
        : type == typeof(decimal) ? ParameterType.Number
        : type == typeof(bool) ? ParameterType.Flag
        : type == typeof(Period) ? ParameterType.Period
        : type == typeof(AsOf) ? ParameterType.AsOf
        : type == typeof(SnapshotDate) ? ParameterType.Snapshot
        : type.IsEnum ? ParameterType.Choice
        : null;

    private static IReadOnlyList<Choice> ChoicesOf(Type type, ParameterType kind) => kind switch
    {
        ParameterType.Period => DateTokens.Periods,
        ParameterType.AsOf or ParameterType.Snapshot => DateTokens.Days,
        ParameterType.Choice => [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(ToChoice)],
        _ => [],
    };

    private static Choice ToChoice(FieldInfo field)
    {
        var label = field.GetCustomAttribute<System.ComponentModel.DescriptionAttribute>()?.Description;
        return new Choice(Names.Snake(field.Name), label ?? Sentence(field.Name));
    }

    private static string Sentence(string pascal)
    {
        var words = Names.Kebab(pascal).Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static List<string> SqlNamesOf(PropertyInfo property, ParameterType type) => type switch
    {
        ParameterType.Period => ["from", "to"],
        ParameterType.Snapshot => ["as_of", "month_end"],
        _ => [Names.Snake(property.Name)],
    };
}
