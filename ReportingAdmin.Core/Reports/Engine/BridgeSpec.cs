namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Says of a section's balance how two runs of it are bridged. Columns are named by their keys.</summary>
/// <param name="Amount">The balance; a number, and the rows have a key.</param>
public sealed record BridgeSpec(string Amount)
{
    /// <summary>The class that a row can move out of, such as its portfolio; null = none.</summary>
    public string? Class { get; init; }

    /// <summary>The column that says how a row stands: active, closed in some way, charged off; null = none, and every row there stands.</summary>
    public string? Status { get; init; }

    /// <summary>The words of <see cref="Status"/> for a charge-off.</summary>
    public IReadOnlyList<string> ChargedOff { get; init; } = [];

    /// <summary>The column of what was charged off of the balance to date; null = none, and a charge-off is what changed with its status.</summary>
    public string? ChargedOffToDate { get; init; }

    /// <summary>The section holds open rows alone, so that one that is gone was closed. Otherwise the two runs do not say why it is gone.</summary>
    public bool OpenRowsOnly { get; init; }

    /// <summary>The rate that the amount grows with in proportion; null = none.</summary>
    public string? Rate { get; init; }
}
