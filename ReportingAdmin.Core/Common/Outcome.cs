using System.Diagnostics.CodeAnalysis;

namespace ReportingAdmin.Core.Common;

/// <summary>Either a value or the problems that stand against it (at least one, all at once).</summary>
/// <typeparam name="T">What is returned when it worked.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, IReadOnlyList<Problem> problems)
    {
        Value = value;
        Problems = problems;
    }

    /// <summary>The value, or null when there are problems.</summary>
    public T? Value { get; }

    /// <summary>The problems; empty when there is a value.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Ok => Value is not null;

    /// <summary>The first problem's kind decides the answer's status.</summary>
    public Problem FirstProblem => Problems[0];

    /// <summary>A value as an outcome, where the implicit conversion cannot be used (interfaces, object).</summary>
    /// <param name="value">The value.</param>
    public static Outcome<T> Of(T value) => new(value, []);

    /// <summary>A value as an outcome.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, []);

    /// <summary>One problem as an outcome.</summary>
    public static implicit operator Outcome<T>(Problem problem) => new(null, [problem]);

    /// <summary>Several problems as an outcome.</summary>
    /// <param name="problems">At least one.</param>
    public static Outcome<T> From(IReadOnlyList<Problem> problems) =>
        problems.Count == 0 ? throw new ArgumentException("At least one problem.", nameof(problems)) : new(null, problems);
}
