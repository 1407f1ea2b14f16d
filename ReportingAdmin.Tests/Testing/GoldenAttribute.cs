namespace ReportingAdmin.Tests.Testing;

/// <summary>Says of a test that it holds the code to a golden number: one worked out by hand, independent of any library.</summary>
/// <param name="number">Which, as <see cref="GoldenNumbersTests"/> lists them.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GoldenAttribute(string number) : Attribute
{
    /// <summary>Which.</summary>
    public string Number { get; } = number;
}
