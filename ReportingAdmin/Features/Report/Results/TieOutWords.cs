using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>A state of identities by word, icon and colour together.</summary>
/// <param name="Words">As a person reads it.</param>
/// <param name="Icon">A name of <c>Icon</c>.</param>
/// <param name="ClassName">The colour's class.</param>
public sealed record TieOutWords(string Words, string Icon, string ClassName)
{
    /// <summary>Of one identity.</summary>
    /// <param name="state">How it stands.</param>
    public static TieOutWords Of(TieOutState state) => state switch
    {
        TieOutState.Green => new("Ties out", "good", "good"),
        TieOutState.Red => new("Does not tie out", "bad", "bad"),
        TieOutState.NotApplicable => new("Not applicable here", "unknown", "none"),
        _ => new("Not checked", "unknown", "none"),
    };

    /// <summary>Of all of them: the worst that was found, and never better than what was looked at.</summary>
    /// <param name="results">Null = not looked at yet.</param>
    public static TieOutWords Overall(IReadOnlyList<TieOutResult>? results)
    {
        if (results is null)
        {
            return new("Tie-outs not checked", "unknown", "none");
        }

        var red = results.Count(result => result.State == TieOutState.Red);
        var green = results.Count(result => result.State == TieOutState.Green);
        return red > 0 ? new(red == 1 ? "1 tie-out is off" : $"{red} tie-outs are off", "bad", "bad")
            : results.Any(result => result.State == TieOutState.NotChecked) ? new("Some tie-outs not checked", "unknown", "none")
            : green > 0 ? new(green == 1 ? "Ties out" : $"All {green} tie out", "good", "good")
            : new("No tie-out applies here", "unknown", "none");
    }
}
