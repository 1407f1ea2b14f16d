using System.Reflection;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Every report there is: one scan of an assembly at start, validated as a whole.</summary>
public sealed class ReportCatalog
{
    private readonly Dictionary<string, Report> _byKey;
    private readonly Dictionary<Type, Report> _byType;
    private readonly Dictionary<Type, string> _versions;

    private ReportCatalog(IReadOnlyList<Report> reports, SqlFiles files, Dictionary<Type, string> versions)
    {
        All = reports;
        Files = files;
        _byKey = reports.ToDictionary(report => report.Meta.Key, StringComparer.Ordinal);
        _byType = reports.ToDictionary(report => report.GetType());
        _versions = versions;
    }

    /// <summary>All reports by key.</summary>
    public IReadOnlyList<Report> All { get; }

    /// <summary>Their SQL.</summary>
    public SqlFiles Files { get; }

    /// <summary>Scans an assembly.</summary>
    /// <param name="assembly">Where the report classes and their embedded SQL are.</param>
    /// <exception cref="CatalogDefectsException">At least one definition is wrong; the message lists every defect.</exception>
    public static ReportCatalog Load(Assembly assembly) => Load(assembly, assembly.GetTypes().Where(IsReport));

    /// <summary>A catalogue of some reports of an assembly.</summary>
    /// <param name="assembly">Where their embedded SQL is.</param>
    /// <param name="types">The report classes.</param>
    /// <exception cref="CatalogDefectsException">At least one definition is wrong; the message lists every defect.</exception>
    internal static ReportCatalog Load(Assembly assembly, IEnumerable<Type> types)
    {
        var files = new SqlFiles(assembly);
        var reports = new List<Report>();
        var defects = new List<string>();
        foreach (var type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            try
            {
                reports.Add((Report)Activator.CreateInstance(type)!);
            }
            catch (Exception exception) when (exception is TargetInvocationException or MissingMethodException or InvalidOperationException)
            {
                defects.Add($"{type.FullName}: cannot be made: {(exception.InnerException ?? exception).Message}");
            }
        }

        defects.AddRange(new CatalogValidator(reports, files).Defects());
        return defects.Count > 0
            ? throw new CatalogDefectsException(defects)
            : new ReportCatalog(
                [.. reports.OrderBy(report => report.Meta.Key, StringComparer.Ordinal)],
                files,
                reports.ToDictionary(report => report.GetType(), report => ReportVersion.Of(report, assembly, files)));
    }

    /// <summary>The report of that key; null when there is none.</summary>
    /// <param name="key"><c>area/name</c>.</param>
    public Report? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The report of that class.</summary>
    /// <param name="type">The class.</param>
    public Report Get(Type type) => _byType[type];

    /// <summary>Major number and hash of class and SQL, such as <c>1.3f9a2c41</c>.</summary>
    /// <param name="report">The report.</param>
    public string VersionOf(Report report) => _versions[report.GetType()];

    /// <summary>True when the caller may know of the report and read it: permission held, and not hidden by row scope.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="report">About which.</param>
    public static bool IsVisible(Caller caller, Report report) =>
        caller.May(report.Meta.Permission) && (report.Meta.ScopedBy != ScopedBy.UnrestrictedOnly || caller.Scope.Unrestricted);

    /// <summary>True when lists name the report: as <see cref="IsVisible"/>, and in a preview what the person is offered, though its figures need more.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="report">About which.</param>
    public static bool IsListed(Caller caller, Report report) =>
        caller.Knows(report.Meta.Permission) && (report.Meta.ScopedBy != ScopedBy.UnrestrictedOnly || (caller.Preview?.PersonScope ?? caller.Scope).Unrestricted);

    /// <summary>The SQL of a section as it stands in its file; null where its rows are made in code. For those who may read it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="section">One of its sections.</param>
    public string? SourceOf(Report report, Section section)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(section);
        return section.FromCode ? null : Files.Source(report.GetType(), CatalogValidator.FileOf(report, section));
    }

    /// <summary>The reports that lists name.</summary>
    /// <param name="caller">Who asks.</param>
    public IEnumerable<Report> ListedFor(Caller caller) => All.Where(report => IsListed(caller, report));

    /// <summary>The reports that the caller may know of.</summary>
    /// <param name="caller">Who asks.</param>
    public IEnumerable<Report> VisibleTo(Caller caller) => All.Where(report => IsVisible(caller, report));

    private static bool IsReport(Type type) => type is { IsAbstract: false, IsClass: true } && type.IsSubclassOf(typeof(Report));
}

/// <summary>The catalogue is wrong; nothing starts.</summary>
/// <param name="defects">Every defect found.</param>
public sealed class CatalogDefectsException(IReadOnlyList<string> defects)
    : Exception("The report catalogue has defects:\n" + string.Join('\n', defects.Select(defect => "- " + defect)))
{
    /// <summary>Every defect found.</summary>
    public IReadOnlyList<string> Defects { get; } = defects;
}
