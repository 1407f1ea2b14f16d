using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Data;

/// <summary>Keeps an enumeration as the words of its check constraint: <c>GoalUpdate</c> is <c>goal_update</c>.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class SnakeCaseWords<T>() : ValueConverter<T, string>(value => Write(value), text => Read(text))
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> s_values = Enum.GetValues<T>().ToDictionary(v => Names.Snake(v.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<T, string> s_words = s_values.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The word of a value.</summary>
    /// <param name="value">The value.</param>
    public static string Write(T value) => s_words[value];

    /// <summary>The value of a word.</summary>
    /// <param name="text">The word as the database holds it.</param>
    /// <exception cref="FormatException">The database holds a word that this version does not know.</exception>
    public static T Read(string text) =>
        s_values.TryGetValue(text, out var value) ? value : throw new FormatException($"'{text}' is no {typeof(T).Name}.");
}
