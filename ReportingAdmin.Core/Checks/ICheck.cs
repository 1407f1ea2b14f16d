namespace ReportingAdmin.Core.Checks;

/// <summary>One thing that the verb <c>check</c> looks at. Registered in the container; run in that order.</summary>
public interface ICheck
{
    /// <summary>What is looked at, in a word or two.</summary>
    string Name { get; }

    /// <summary>Looks.</summary>
    /// <param name="ct">Stops it.</param>
    Task<CheckResult> RunAsync(CancellationToken ct);
}

/// <summary>What a check found.</summary>
/// <param name="Problems">Each as a line that says what is wrong and what to do; empty = all is well.</param>
/// <param name="Summary">What was looked at, when all is well: "14 migrations".</param>
/// <param name="Script">SQL that a database administrator can run as the remedy; null = none.</param>
public sealed record CheckResult(IReadOnlyList<string> Problems, string Summary, string? Script = null)
{
    /// <summary>True when all is well.</summary>
    public bool Ok => Problems.Count == 0;
}
