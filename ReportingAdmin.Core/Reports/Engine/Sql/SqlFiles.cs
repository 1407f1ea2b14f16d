using System.Collections.Concurrent;
using System.Reflection;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>
/// The SQL files embedded in an assembly, by folder and name; each is lexed once. A line <c>-- include Name</c> stands for the
/// lines of <c>Name.sql</c> in the same folder but its first, the comment: steps that several reports begin with. The name may
/// be a path, as in <c>-- include ../Catalog/Lending/Name</c>.
/// </summary>
/// <param name="assembly">The assembly that embeds them.</param>
public sealed class SqlFiles(Assembly assembly)
{
    private const string IncludeMark = "-- include ";

    private readonly ConcurrentDictionary<string, SqlText> _parsed = new();
    private readonly HashSet<string> _names = [.. assembly.GetManifestResourceNames()];

    /// <summary>True when the file exists beside the class.</summary>
    /// <param name="besideType">The class in whose folder it lies.</param>
    /// <param name="name">File name without extension.</param>
    public bool Exists(Type besideType, string name) => _names.Contains(Resource(besideType, name));

    /// <summary>The lexed file that lies beside the class.</summary>
    /// <param name="besideType">The class in whose folder it lies.</param>
    /// <param name="name">File name without extension.</param>
    /// <exception cref="FormatException">There is no such file, or it has a defect.</exception>
    public SqlText Read(Type besideType, string name) =>
        _parsed.GetOrAdd(Resource(besideType, name), _ => SqlText.Parse(Source(besideType, name)));

    /// <summary>The file's text with what it includes.</summary>
    /// <param name="besideType">The class in whose folder it lies.</param>
    /// <param name="name">File name without extension.</param>
    public string Source(Type besideType, string name) => Source(besideType.Namespace!, name);

    /// <summary>Names of the files that belong to a class (<c>Class.sql</c>, <c>Class.part.sql</c>), without extension, sorted.</summary>
    /// <param name="besideType">The class in whose folder they lie.</param>
    /// <param name="sqlName">The name they begin with.</param>
    public IReadOnlyList<string> NamesOf(Type besideType, string sqlName)
    {
        var prefix = besideType.Namespace + ".";
        return
        [
            .. _names
                .Where(name => name.StartsWith(prefix + sqlName + ".", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
                .Select(name => name[prefix.Length..^4])
                .Order(StringComparer.Ordinal),
        ];
    }

    private string Source(string folder, string name)
    {
        var source = AsWritten($"{folder}.{name}.sql");
        return !source.Contains(IncludeMark, StringComparison.Ordinal) ? source : string.Join('\n', source.Split('\n').Select(line =>
            line.StartsWith(IncludeMark, StringComparison.Ordinal)
                ? Included(folder, line[IncludeMark.Length..].Trim()).Split('\n', 2)[1].TrimEnd('\n')
                : line));
    }

    // A folder is a namespace: each step up takes its last part.
    private string Included(string folder, string path)
    {
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            folder = step == ".." ? folder[..folder.LastIndexOf('.')] : $"{folder}.{step}";
        }

        return Source(folder, steps[^1]);
    }

    private static string Resource(Type besideType, string name) => $"{besideType.Namespace}.{name}.sql";

    private string AsWritten(string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new FormatException($"There is no SQL file {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
