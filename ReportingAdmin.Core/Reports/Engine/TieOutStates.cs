namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>The state of several identities taken together.</summary>
public static class TieOutStates
{
    /// <summary>Red where one is red; else not checked where one is not; green where at least one is green; else not applicable.</summary>
    /// <param name="results">The identities of a run.</param>
    public static TieOutState Overall(IReadOnlyList<TieOutResult> results) =>
        results.Any(result => result.State == TieOutState.Red) ? TieOutState.Red
        : results.Any(result => result.State == TieOutState.NotChecked) ? TieOutState.NotChecked
        : results.Any(result => result.State == TieOutState.Green) ? TieOutState.Green
        : TieOutState.NotApplicable;

    /// <summary>The word kept in the database.</summary>
    /// <param name="state">The state.</param>
    public static string Word(TieOutState state) => state switch
    {
        TieOutState.Green => "green",
        TieOutState.Red => "red",
        TieOutState.NotChecked => "not_checked",
        _ => "not_applicable",
    };
}
