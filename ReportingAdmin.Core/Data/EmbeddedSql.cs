using System.Reflection;

namespace ReportingAdmin.Core.Data;

/// <summary>The SQL files of the data layer, embedded in the assembly.</summary>
internal static class EmbeddedSql
{
    private const string Prefix = "ReportingAdmin.Core.Data.";

    private static readonly Assembly s_here = typeof(EmbeddedSql).Assembly;

    /// <summary>The text of a file.</summary>
    /// <param name="name">Its path below <c>Data</c>, with dots for slashes.</param>
    public static string Read(string name)
    {
        using var stream = s_here.GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"{Prefix}{name} is not embedded in {s_here.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The names of the files in a folder below <c>Data</c>, without that folder, in order.</summary>
    public static IReadOnlyList<string> List(string folder) =>
    [
        .. s_here.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix + folder + ".", StringComparison.Ordinal))
            .Select(n => n[(Prefix.Length + folder.Length + 1)..])
            .Order(StringComparer.Ordinal),
    ];
}
