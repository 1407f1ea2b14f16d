namespace ReportingAdmin.Tests.Testing;

/// <summary>In what way a test breaks an identity.</summary>
[Flags]
public enum Harm
{
    /// <summary>One side is a cent off.</summary>
    Cent = 1,

    /// <summary>A line that one side has is missing from the other.</summary>
    Missing = 2,

    /// <summary>One side has a line twice.</summary>
    Doubled = 4,

    /// <summary>All three.</summary>
    All = Cent | Missing | Doubled,
}

/// <summary>Says of a test that it breaks an identity on purpose and sees it red, with the difference and the place.</summary>
/// <param name="identity">The identity's key.</param>
/// <param name="harm">In what ways.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BreaksAttribute(string identity, Harm harm) : Attribute
{
    /// <summary>The identity's key.</summary>
    public string Identity { get; } = identity;

    /// <summary>In what ways.</summary>
    public Harm Harm { get; } = harm;
}
