using ReportingAdmin.Features.Catalog;

namespace ReportingAdmin.Tests.Features.Catalog;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("deposit", "deposit", 1)]
    [InlineData("depo", "deposit", 0.85)]
    [InlineData("deposits", "deposit", 0.8)]
    [InlineData("posit", "deposit", 0.5)]
    [InlineData("depsit", "deposit", 0.45)] // one letter missing
    [InlineData("dpeosit", "deposit", 0.45)] // two letters swapped
    [InlineData("delinqency", "delinquency", 0.45)]
    [InlineData("delinqensy", "delinquency", 0.3)] // two slips in a long word
    [InlineData("dep", "tape", 0)]
    [InlineData("sale", "tale", 0.45)]
    [InlineData("xyz", "xya", 0)] // short words must be right
    public void Fit_is_greater_the_nearer_the_words_are(string sought, string found, double expected) =>
        Assert.Equal(expected, SearchText.Fit(sought, found), 3);

    [Theory]
    [InlineData("How much do we owe?", new[] { "do", "owe" })]
    [InlineData("Solde mensuel élevé", new[] { "solde", "mensuel", "eleve" })]
    [InlineData("what is it", new[] { "what", "is", "it" })] // nothing else to go by
    [InlineData("  ", new string[0])]
    public void Telling_leaves_out_what_says_nothing(string text, string[] expected) => Assert.Equal(expected, SearchText.Telling(text));
}
