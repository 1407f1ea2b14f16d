using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Runs;

/// <summary>Configuration section <c>Runs</c>: the limits of a run.</summary>
public sealed class RunOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Runs";

    /// <summary>The longest a single statement of a report may take in the database.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest a whole run may take.</summary>
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromMinutes(60);

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (StatementTimeout <= TimeSpan.Zero)
        {
            yield return $"Runs:StatementTimeout = {StatementTimeout} leaves no time; write a duration such as 00:05:00.";
        }

        if (TimeBudget < StatementTimeout)
        {
            yield return $"Runs:TimeBudget = {TimeBudget} is shorter than Runs:StatementTimeout = {StatementTimeout}; write a longer one, such as 01:00:00.";
        }
    }
}
