using System.Reflection;
using NpgsqlTypes;

namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>What a person types, and the control drawn for it.</summary>
public enum ParameterType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One (or several) of a fixed list.</summary>
    Choice,

    /// <summary>A range of days, by word or by two dates.</summary>
    Period,

    /// <summary>One day, by word or date.</summary>
    AsOf,

    /// <summary>One day, by word or date, with the loan snapshot that stands for it.</summary>
    Snapshot,
}

/// <summary>A value with its words.</summary>
/// <param name="Value">As in the URL and in SQL.</param>
/// <param name="Label">As a person reads it.</param>
public sealed record Choice(string Value, string Label);

/// <summary>Marks a property of a report's <c>Input</c> as a parameter.</summary>
/// <param name="label">The label on the form.</param>
/// <param name="help">One sentence under the control.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string label, string help) : Attribute
{
    /// <summary>The label on the form.</summary>
    public string Label { get; } = label;

    /// <summary>What it does to the figures.</summary>
    public string Help { get; } = help;

    /// <summary>For a period or a day: the word (or ISO date) that stands when nothing is given.</summary>
    public string? Default { get; init; }

    /// <summary>The lookup (a file in Reports/Lookups) that lists allowed values.</summary>
    public string? Lookup { get; init; }

    /// <summary>Refused when missing.</summary>
    public bool Required { get; init; }

    /// <summary>Folded under "More" on the form.</summary>
    public bool Advanced { get; init; }

    /// <summary>Longest period, in years.</summary>
    public int MaxYears { get; init; } = 5;

    /// <summary>Least integer or number.</summary>
    public double Min { get; init; } = double.MinValue;

    /// <summary>Greatest integer or number.</summary>
    public double Max { get; init; } = double.MaxValue;

    /// <summary>What stands where it is not given, in words, as printed on page and file.</summary>
    public string Unset { get; init; } = "All";

    /// <summary>True when it does not change the rows (an option for the files or the charts), so no SQL must use it.</summary>
    public bool NotInSql { get; init; }

    /// <summary>
    /// True when its value may set other parameters that were not given (a saved configuration): then it matters whether such a one
    /// was given, also where it was given as its default.
    /// </summary>
    public bool StandsIn { get; init; }
}

/// <summary>A declared parameter, reflected from the input type once.</summary>
/// <param name="Name">camelCase, as in the URL, the API and on the command line.</param>
/// <param name="Type">Which control and which grammar.</param>
/// <param name="IsList">Several values allowed, separated by commas.</param>
/// <param name="IsOptional">May be absent and is then no filter.</param>
/// <param name="Spec">Label, help, limits.</param>
/// <param name="Property">The property of the input.</param>
/// <param name="Choices">The fixed list, for <see cref="ParameterType.Choice"/>; date words for periods and days.</param>
/// <param name="SqlNames">The names it binds in SQL (<c>from</c> and <c>to</c> for a period).</param>
public sealed record Parameter(
    string Name,
    ParameterType Type,
    bool IsList,
    bool IsOptional,
    ParameterAttribute Spec,
    PropertyInfo Property,
    IReadOnlyList<Choice> Choices,
    IReadOnlyList<string> SqlNames)
{
    /// <summary>The names a caller may use for it: a period also answers to <c>from</c> and <c>to</c>.</summary>
    public IReadOnlyList<string> GivenNames => Type == ParameterType.Period ? [Name, "from", "to"] : [Name];
}

/// <summary>One value as bound to the statement.</summary>
/// <param name="Name">Without the at sign.</param>
/// <param name="Type">The database type, never inferred.</param>
/// <param name="Value">The value; null = no filter.</param>
public readonly record struct SqlArgument(string Name, NpgsqlDbType Type, object? Value);
