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
        return red > 0 ? new(Off([.. results.Where(result => result.State == TieOutState.Red)]), "bad", "bad")
            : results.Any(result => result.State == TieOutState.NotChecked) ? new("Some tie-outs not checked", "unknown", "none")
            : green > 0 ? new(green == 1 ? "Ties out" : $"All {green} tie out", "good", "good")
            : new("No tie-out applies here", "unknown", "none");
    }

    /// <summary>By how much and where an identity is off: "Off by 12.40 USD in 2 places, most in Account 1200".</summary>
    /// <param name="result">A red one.</param>
    public static string Off(TieOutResult result)
    {
        var most = result.Differences[0];
        var places = result.Differences.Count < TieOutResult.MostPlaces ? $"{result.Differences.Count}" : $"{TieOutResult.MostPlaces} or more";
        var where = (result.Differences.Count, most.Place.Length > 0) switch
        {
            (1, true) => $" in {most.Place}",
            ( > 1, true) => $" in {places} places, most in {most.Place}",
            _ => "",
        };
        return $"Off by {Amount(most)}{where}";
    }

    private static string Off(IReadOnlyList<TieOutResult> red) =>
        red is [{ Differences.Count: 1 } one] ? $"Off by {Amount(one.Differences[0])}" : red.Count == 1 ? "1 tie-out is off" : $"{red.Count} tie-outs are off";

    private static string Amount(TieOutDifference difference) => difference.Currency.Length == 0
        ? Display.Number(difference.Difference, Format.Plain)
        : $"{Display.Number(difference.Difference, Format.Money, difference.Currency)} {difference.Currency}";
}
