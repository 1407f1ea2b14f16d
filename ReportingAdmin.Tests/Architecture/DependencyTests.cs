using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Architecture;

/// <summary>Who may use whom among the folders of Core. A new arrow is a decision: it is added here, or the code moves.</summary>
public sealed class DependencyTests
{
    private const string Core = "ReportingAdmin.Core";

    /// <summary>Folder, and what it may use beside itself. Reports read data and know nothing of the screen that asks.</summary>
    public static readonly TheoryData<string, string[]> Allowed = new()
    {
        { "Common", ["Data", "Reports"] },
        { "Access", ["Common", "Data"] },
        { "Administration", ["Access", "Audit", "Common", "Data", "Home", "Reports", "Runs"] },
        { "Audit", ["Access", "Common", "Data"] },
        { "Data", ["Common", "Reports"] },
        { "Explore", ["Access", "Audit", "Common", "Data", "Reports", "Statistics"] },
        { "Home", ["Access", "Audit", "Common", "Data", "Reports", "Runs"] },
        { "Reports", ["Access", "Audit", "Common", "Data", "Runs", "Statistics"] },
        { "Runs", ["Access", "Audit", "Common", "Data", "Reports"] },
        { "Statistics", ["Common"] },
        { "Syncs", ["Access", "Audit", "Common", "Data", "Reports", "Runs"] },
        { "Checks", ["Access", "Audit", "Common", "Data", "Reports", "Runs", "Syncs"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_folder_of_core_uses_only_what_it_may(string folder, string[] allowed)
    {
        var found = SourceFiles.Of($"{Core}/{folder}", ".cs")
            .SelectMany(path => SourceFiles.Uses(SourceFiles.Text(path), Core + ".").Select(used => (path, used: used.Split('.')[0])))
            .Where(pair => pair.used != folder && !allowed.Contains(pair.used));

        Assert.Empty(found);
    }

    [Fact]
    public void Every_folder_of_core_is_listed()
    {
        var folders = SourceFiles.Of(Core, ".cs").Where(path => path.Count(c => c == '/') > 1).Select(path => path.Split('/')[1]).Distinct();

        Assert.Empty(folders.Except(Allowed.Select(row => (string)row[0])));
    }

    /// <summary>Definitions stay definitions: what runs and writes them is the engine's own business.</summary>
    [Fact]
    public void Report_definitions_know_neither_the_runner_nor_the_files()
    {
        var found = SourceFiles.Of($"{Core}/Reports/Catalog", ".cs")
            .SelectMany(path => SourceFiles.Uses(SourceFiles.Text(path), Core + ".").Select(used => (path, used)))
            .Where(pair => pair.used is "Reports.Engine.Running" or "Reports.Output" || pair.used.StartsWith("Runs", StringComparison.Ordinal));

        Assert.Empty(found);
    }
}
