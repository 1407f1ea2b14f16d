namespace ReportingAdmin.Core.Access;

/// <summary>The rows a caller may see: all, or those of named agencies (escrow) and portfolios (lending).</summary>
/// <param name="Unrestricted">Granted by an explicit row only; never the default.</param>
/// <param name="Agencies">Agency codes, sorted; empty = no escrow rows.</param>
/// <param name="Portfolios">Portfolio codes, sorted; empty = no lending rows.</param>
public sealed record RowScope(bool Unrestricted, IReadOnlyList<string> Agencies, IReadOnlyList<string> Portfolios)
{
    /// <summary>Sees every row.</summary>
    public static RowScope All { get; } = new(true, [], []);

    /// <summary>Sees nothing: what a person without any scope row has.</summary>
    public static RowScope Nothing { get; } = new(false, [], []);

    /// <summary>A scope limited to codes.</summary>
    /// <param name="agencies">Agency codes in any order.</param>
    /// <param name="portfolios">Portfolio codes in any order.</param>
    public static RowScope Of(IEnumerable<string> agencies, IEnumerable<string> portfolios) =>
        new(false, Sorted(agencies), Sorted(portfolios));

    /// <summary>True when every row of the other scope is visible in this one.</summary>
    /// <param name="other">The scope a file was made with.</param>
    public bool Covers(RowScope other) =>
        Unrestricted
        || (!other.Unrestricted && other.Agencies.All(Agencies.Contains) && other.Portfolios.All(Portfolios.Contains));

    /// <summary>The rows that are visible in both.</summary>
    /// <param name="other">Another scope.</param>
    public RowScope Within(RowScope other) =>
        Unrestricted ? other
        : other.Unrestricted ? this
        : Of(Agencies.Intersect(other.Agencies, StringComparer.Ordinal), Portfolios.Intersect(other.Portfolios, StringComparer.Ordinal));

    /// <summary>One line that is equal for equal scopes; part of a run's identity.</summary>
    public string Canonical => Unrestricted ? "all" : $"agencies={string.Join(',', Agencies)};portfolios={string.Join(',', Portfolios)}";

    /// <summary>The scope in words, for screens and files.</summary>
    public string InWords
    {
        get
        {
            if (Unrestricted)
            {
                return "All rows";
            }

            var parts = new List<string>(2);
            if (Agencies.Count > 0)
            {
                parts.Add("agencies " + string.Join(", ", Agencies));
            }

            if (Portfolios.Count > 0)
            {
                parts.Add("portfolios " + string.Join(", ", Portfolios));
            }

            return parts.Count == 0 ? "No rows" : "Only " + string.Join(" and ", parts);
        }
    }

    private static List<string> Sorted(IEnumerable<string> codes) => [.. codes.Distinct().Order(StringComparer.Ordinal)];
}
