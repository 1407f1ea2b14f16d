namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>A value ready for its column; which member holds it follows from the column's type.</summary>
/// <param name="HasValue">False for no value.</param>
/// <param name="Text">Text, currency, JSON.</param>
/// <param name="Number">Numbers.</param>
/// <param name="Date">Days.</param>
/// <param name="Instant">Moments, in UTC.</param>
/// <param name="Flag">Flags.</param>
internal readonly record struct Value(
    bool HasValue, string? Text = null, decimal Number = 0, DateOnly Date = default, DateTime Instant = default, bool Flag = false)
{
    /// <summary>No value.</summary>
    public static Value None => default;
}
