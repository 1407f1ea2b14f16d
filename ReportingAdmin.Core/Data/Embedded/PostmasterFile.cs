using System.Diagnostics;
using System.Globalization;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>PostgreSQL's own note of a running server, <c>postmaster.pid</c>; after a crash it tells of one that is gone.</summary>
internal sealed record PostmasterFile(int ProcessId, int Port, string SocketFolder)
{
    /// <summary>The note of the cluster, or null when there is none or it is still being written.</summary>
    public static PostmasterFile? Read(ClusterFolder folder)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathOf(folder));
        }
        catch (IOException)
        {
            return null; // not there, or removed between two looks
        }

        // process, data directory, start time, port, socket folder, address, shared memory, state
        return lines.Length >= 5
            && int.TryParse(lines[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var process)
            && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new PostmasterFile(process, port, lines[4])
            : null;
    }

    /// <summary>
    /// Makes the note name a process that cannot exist, so that PostgreSQL treats it as left by a crash. The rest stays:
    /// from it the server sees whether processes of the old one still use the data, which removing the file would hide.
    /// </summary>
    public static async Task DisownAsync(ClusterFolder folder, CancellationToken ct)
    {
        var lines = await File.ReadAllLinesAsync(PathOf(folder), ct);
        lines[0] = "2147483646";
        await File.WriteAllLinesAsync(PathOf(folder), lines, ct);
    }

    public static bool Exists(ClusterFolder folder) => File.Exists(PathOf(folder));

    /// <summary>
    /// Whether the process it names is this cluster's server. After a restart of a container the number often belongs to
    /// another program, and PostgreSQL itself would then refuse to start.
    /// </summary>
    public bool IsAlive(ClusterFolder folder) =>
        IsServer(ProcessId)

        // A server's working directory is its data directory; only Linux shows it.
        && (!OperatingSystem.IsLinux()
            || new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessId}/cwd")).LinkTarget is not { } at
            || string.Equals(at, RealPath(folder.Data), StringComparison.Ordinal));

    /// <summary>Whether the process runs and is some PostgreSQL server.</summary>
    public static bool IsServer(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && !HasEnded(processId);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>True for a process that has ended and only waits for its parent to take note.</summary>
    private static bool HasEnded(int processId)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat");
        try
        {
            // "1234 (name) S …": the state follows the name, which may hold anything.
            return OperatingSystem.IsLinux() && File.ReadAllText(file) is var stat && stat[stat.LastIndexOf(')') + 2] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string RealPath(string path)
    {
        var parts = new List<string>();
        for (var folder = new DirectoryInfo(path); folder.Parent is not null; folder = folder.Parent)
        {
            if (folder.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                parts.Reverse();
                return RealPath(Path.Combine([target.FullName, .. parts]));
            }

            parts.Add(folder.Name);
        }

        return path;
    }

    private static string PathOf(ClusterFolder folder) => Path.Combine(folder.Data, "postmaster.pid");
}
