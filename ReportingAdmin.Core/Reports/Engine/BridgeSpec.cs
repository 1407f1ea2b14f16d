namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Says of a section's balance how two runs of it are bridged. Columns are named by their keys.</summary>
/// <param name="Amount">The balance; a number, and the rows have a key.</param>
public sealed record BridgeSpec(string Amount)
{
    /// <summary>The class that a row can move out of, such as its portfolio; null = none.</summary>
    public string? Class { get; init; }

    /// <summary>The column that says whether a row was charged off; null = none.</summary>
    public string? Status { get; init; }

    /// <summary>The words of <see cref="Status"/> for a charge-off.</summary>
    public IReadOnlyList<string> ChargedOff { get; init; } = [];

    /// <summary>The rate that the amount grows with in proportion; null = none.</summary>
    public string? Rate { get; init; }
}
