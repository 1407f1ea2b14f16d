using System.Text.RegularExpressions;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Architecture;

/// <summary>The rules that keep two projects in one direction and their files small.</summary>
public sealed partial class ProjectTests
{
    private const int MaxLines = 250;

    private static readonly string[] s_saysNothing =
        ["Helpers", "Helper", "Utils", "Utilities", "Util", "Misc", "Managers", "Models", "Interfaces", "Extensions", "Services", "Impl", "Base"];

    [Fact]
    public void Core_knows_no_web_framework_and_no_component_library()
    {
        var references = typeof(ProjectFolder).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Radzen", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_does_not_reference_the_web_project()
    {
        Assert.DoesNotContain("ReportingAdmin.csproj", SourceFiles.Text("ReportingAdmin.Core/ReportingAdmin.Core.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void Web_holds_no_sql_and_no_database_library()
    {
        var files = SourceFiles.Of("ReportingAdmin", ".sql");
        var found = SourceFiles.Of("ReportingAdmin", ".cs", ".razor")
            .Where(path => SourceFiles.Text(path) is var text && (Statement().IsMatch(text) || DatabaseLibrary().IsMatch(text)));

        Assert.Empty(files);
        Assert.Empty(found);
    }

    [Fact]
    public void Production_files_stay_under_250_lines()
    {
        var tooLong = SourceFiles.Production
            .SelectMany(project => SourceFiles.Of(project, ".cs", ".razor", ".sql"))
            .Where(path => !path.StartsWith("ReportingAdmin.Core/Data/Migrations/Sql/", StringComparison.Ordinal))
            .Where(path => SourceFiles.Text(path).AsSpan().TrimEnd().Count('\n') + 1 > MaxLines);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Folders_are_named_after_what_they_are_about()
    {
        var named = SourceFiles.Production.Append("ReportingAdmin.Tests")
            .SelectMany(project => SourceFiles.Of(project))
            .SelectMany(path => path.Split('/')[..^1])
            .Distinct()
            .Intersect(s_saysNothing, StringComparer.OrdinalIgnoreCase);

        Assert.Empty(named);
    }

    [Fact]
    public void Project_files_hold_no_package_versions()
    {
        var projects = SourceFiles.Production.Append("ReportingAdmin.Tests").SelectMany(project => SourceFiles.Of(project, ".csproj"));

        var own = projects.Where(path => PackageVersion().IsMatch(SourceFiles.Text(path)));
        var floating = Version().Matches(SourceFiles.Text("Directory.Packages.props")).Where(match => match.Value.Contains('*', StringComparison.Ordinal));

        Assert.Empty(own);
        Assert.Empty(floating);
    }

    [Fact]
    public void Every_sql_file_of_core_is_embedded_under_its_path()
    {
        var resources = typeof(ProjectFolder).Assembly.GetManifestResourceNames();
        var missing = SourceFiles.Of("ReportingAdmin.Core", ".sql").Select(path => path.Replace('/', '.')).Except(resources);

        Assert.Empty(missing);
    }

    // Upper or lower case: a statement in a text, not a method called Select.
    [GeneratedRegex("\"[^\"\\n]*\\b(select\\s.+\\sfrom\\s|insert\\s+into\\s|update\\s\\S+\\sset\\s|delete\\s+from\\s|create\\s+table\\s)", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(Npgsql|Dapper|Microsoft\.EntityFrameworkCore)\b")]
    private static partial Regex DatabaseLibrary();

    [GeneratedRegex("<PackageReference[^>]*\\bVersion(Override)?=")]
    private static partial Regex PackageVersion();

    [GeneratedRegex("Version=\"[^\"]*\"")]
    private static partial Regex Version();
}
