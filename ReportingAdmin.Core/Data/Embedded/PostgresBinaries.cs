using System.Globalization;
using System.Text.RegularExpressions;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>One installation of PostgreSQL's server programs.</summary>
/// <param name="Folder">The folder that holds them.</param>
/// <param name="Major">The major version, such as 15.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The oldest major version the schema runs on.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] s_programs = ["initdb", "pg_ctl", "postgres"];

    public string Initdb => Program(Folder, "initdb");

    public string PgCtl => Program(Folder, "pg_ctl");

    /// <summary>The configured installation, or the newest one found.</summary>
    /// <param name="configured">The folder from the configuration; empty = look for one.</param>
    /// <param name="clusterMajor">The version that made the existing cluster; only that one can run it. Null = none yet.</param>
    /// <param name="candidates">Where to look; the usual places unless a test says otherwise.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<PostgresBinaries> FindAsync(
        string configured, int? clusterMajor, IEnumerable<string>? candidates, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Folders(configured, candidates ?? UsualFolders()))
        {
            if (await ReadAsync(folder, ct) is { } binaries)
            {
                found.Add(binaries);
            }
        }

        var fitting = found.Where(b => clusterMajor is null ? b.Major >= OldestMajor : b.Major == clusterMajor);
        return fitting.MaxBy(b => b.Major) ?? throw new StartException(Explain(configured, clusterMajor, found));
    }

    private static string Explain(string configured, int? clusterMajor, List<PostgresBinaries> found)
    {
        var wanted = clusterMajor is null
            ? string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {OldestMajor} or newer")
            : string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {clusterMajor} (the version that made the existing cluster)");
        var seen = found.Count == 0
            ? "none was found"
            : "found only " + string.Join(", ", found.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Major} in {b.Folder}")));
        var where = configured.Length > 0 ? $"in Embedded:BinDirectory = {configured}" : "on PATH and in the usual folders";
        return $"The server programs of {wanted} are needed and {seen} {where}. Install them ({Remedy(clusterMajor ?? OldestMajor)}), "
            + "or set Embedded:BinDirectory to their folder, or set ConnectionStrings:Reporting and ConnectionStrings:Reader to use another server.";
    }

    private static string Remedy(int major) =>
        OperatingSystem.IsMacOS() ? string.Create(CultureInfo.InvariantCulture, $"brew install postgresql@{major}")
        : OperatingSystem.IsWindows() ? string.Create(CultureInfo.InvariantCulture, $"winget install PostgreSQL.PostgreSQL.{major}")
        : "Debian, Ubuntu: apt-get install postgresql; Fedora, RHEL: dnf install postgresql-server";

    private static IEnumerable<string> Folders(string configured, IEnumerable<string> candidates)
    {
        var folders = configured.Length > 0 ? [ProjectFolder.Resolve(configured)] : candidates;
        return folders.Select(RealFolder).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    /// <summary>The folder in which pg_ctl really lies (PATH often holds a link), or null when there is none.</summary>
    private static string? RealFolder(string folder)
    {
        var pgCtl = new FileInfo(Program(folder, "pg_ctl"));
        if (!pgCtl.Exists)
        {
            return null;
        }

        var real = pgCtl.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? pgCtl.FullName;
        var realFolder = Path.GetDirectoryName(real)!;
        return s_programs.All(p => File.Exists(Program(realFolder, p))) ? realFolder : null;
    }

    private static async Task<PostgresBinaries?> ReadAsync(string folder, CancellationToken ct)
    {
        var answer = await ServerAccount.Self.RunAsync(Program(folder, "postgres"), ["--version"], TimeSpan.FromSeconds(20), ct);
        var match = MajorVersion().Match(answer.Output);
        return answer.ExitCode == 0 && match.Success
            ? new PostgresBinaries(folder, int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            : null;
    }

    private static IEnumerable<string> UsualFolders()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] usual = OperatingSystem.IsWindows()
            ? [.. Below(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles) + @"\PostgreSQL", "*", "bin")]
            : OperatingSystem.IsMacOS()
                ? [
                    .. Below("/opt/homebrew/opt", "postgresql*", "bin"), .. Below("/usr/local/opt", "postgresql*", "bin"),
                    .. Below("/Applications/Postgres.app/Contents/Versions", "*", "bin"), .. Below("/Library/PostgreSQL", "*", "bin"),
                ]
                : [
                    .. Below("/usr/lib/postgresql", "*", "bin"), .. Below("/usr", "pgsql-*", "bin"), .. Below("/usr/libexec", "postgresql*", ""),
                    "/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin", .. Below("/opt", "postgresql*", "bin"),
                ];
        return path.Concat(usual);
    }

    private static IEnumerable<string> Below(string folder, string pattern, string tail) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, pattern).Select(d => Path.Combine(d, tail)) : [];

    private static string Program(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersion();
}
