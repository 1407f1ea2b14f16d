using Xunit.Abstractions;

[assembly: TestCollectionOrderer("ReportingAdmin.Tests.Testing.LongestFirst", "ReportingAdmin.Tests")]

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// The order in which collections begin: those of many minutes first. As many run at once as there are cores; in an order of chance the
/// one of the shared site is often left for the end, and all but one core wait for it.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // The classes that share a site are one collection and follow each other. Tests of nodes that die depend on how soon things happen:
    // they come when those of browsers, which keep every core busy, are mostly done.
    private static readonly string[] s_long =
    [
        DemoSite.Name, "ReportingAdmin.Tests.Reports.Every", SharedBrowser.Name, "ReportingAdmin.Tests.Runs.Faults.", "ReportingAdmin.Tests.Runs.Workers.",
    ];

    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Place).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);

    private static int Place(ITestCollection collection)
    {
        var place = Array.FindIndex(s_long, name => collection.DisplayName == name || collection.DisplayName.Contains("for " + name, StringComparison.Ordinal));
        return place < 0 ? s_long.Length : place;
    }
}
