using System.Globalization;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Statistics.Relations;

/// <summary>What must hold of numbers before anything is computed from them.</summary>
internal static class Samples
{
    /// <summary>What is wrong with lists that belong together; null when nothing is.</summary>
    /// <param name="lists">Each with its name.</param>
    public static Problem? Refuse(params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lists)
    {
        foreach (var (name, values) in lists)
        {
            if (values.Count == 0)
            {
                return Bad($"{name} has no values.", name);
            }

            if (values.Count != lists[0].Values.Count)
            {
                return Bad($"{lists[0].Name} has {lists[0].Values.Count} values and {name} has {values.Count}; they must be as many.", name);
            }

            for (var i = 0; i < values.Count; i++)
            {
                if (!double.IsFinite(values[i]))
                {
                    return Bad($"Value {i + 1} of {name} is missing or not a finite number.", name);
                }
            }
        }

        return null;
    }

    /// <summary>All values are the same.</summary>
    /// <param name="values">At least one.</param>
    public static bool IsConstant(IReadOnlyList<double> values) => values.All(value => value == values[0]);

    /// <summary>The values times a power of two that brings the largest near 1: exact, and squares neither overflow nor vanish.</summary>
    /// <param name="values">Finite.</param>
    public static double[] Scaled(IReadOnlyList<double> values)
    {
        var exponent = Exponent(values);
        return [.. values.Select(value => Math.ScaleB(value, -exponent))];
    }

    /// <summary>The power of two just above the largest magnitude; 0 when all are zero.</summary>
    /// <param name="values">Finite.</param>
    public static int Exponent(IReadOnlyList<double> values)
    {
        var largest = values.Max(Math.Abs);
        return largest == 0 ? 0 : Math.ILogB(largest) + 1;
    }

    /// <summary>A problem with the data.</summary>
    /// <param name="message">A sentence.</param>
    /// <param name="field">What it is about.</param>
    public static Problem Bad(FormattableString message, string? field = null) =>
        new(ProblemKind.Invalid, message.ToString(CultureInfo.InvariantCulture), field);
}
