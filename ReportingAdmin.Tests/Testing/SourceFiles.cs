using System.Text.RegularExpressions;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Tests.Testing;

/// <summary>The project's own source files, as the rules about them see them.</summary>
internal static partial class SourceFiles
{
    /// <summary>The two production projects.</summary>
    public static readonly string[] Production = ["ReportingAdmin", "ReportingAdmin.Core"];

    /// <summary>Files of a project, build output left out.</summary>
    /// <param name="project">Its folder.</param>
    /// <param name="endings">Wanted endings, such as <c>.cs</c>; none = every file.</param>
    /// <returns>Paths from the repository's root, with <c>/</c>.</returns>
    public static IEnumerable<string> Of(string project, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(ProjectFolder.Root, project), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(ProjectFolder.Root, path).Replace('\\', '/'))
            .Where(path => !BuildOutput().IsMatch(path))
            .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    /// <param name="path">From the repository's root.</param>
    public static string Text(string path) => File.ReadAllText(Path.Combine(ProjectFolder.Root, path));

    /// <summary>What a C# or Razor file takes from namespaces that begin so: by a using, or by a full name.</summary>
    /// <param name="text">The file.</param>
    /// <param name="start">The beginning, such as <c>ReportingAdmin.Core.</c>.</param>
    public static IEnumerable<string> Uses(string text, string start) =>
        Regex.Matches(text, $@"^\s*(?:@?using\s+(?:static\s+)?){Regex.Escape(start)}([A-Za-z.]+)", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value.TrimEnd('.'))
            .Distinct();

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();
}
