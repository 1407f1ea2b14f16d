namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// A folder in memory for databases that live for a test: a disk takes its time over the nine hundred files of each, and more
/// so the more of them were deleted just before.
/// </summary>
internal static class MemoryFolder
{
    private const string Shared = "/dev/shm";

    // The demo data thrice, the logs of a dozen clusters, and something to spare.
    private const long LeastRoom = 4L << 30;

    /// <summary>Whether there is memory to give.</summary>
    public static bool Exists { get; } = HasRoom;

    /// <summary>A folder in memory by its name.</summary>
    /// <param name="name">The name.</param>
    public static string PathOf(string name) => Path.Combine(Shared, name);

    /// <summary>Whether a folder is in memory.</summary>
    /// <param name="folder">Its path.</param>
    public static bool Holds(string folder) => folder.StartsWith(Shared + "/", StringComparison.Ordinal);

    /// <summary>Makes a folder in it that nobody else has.</summary>
    /// <param name="prefix">What its name begins with.</param>
    public static DirectoryInfo MakeSubdirectory(string prefix) =>
        Exists ? Directory.CreateDirectory(Path.Combine(Shared, prefix + Guid.NewGuid().ToString("N")[..12])) : Directory.CreateTempSubdirectory(prefix);

    private static bool HasRoom =>
        OperatingSystem.IsLinux() && Directory.Exists(Shared) && new DriveInfo(Shared) is { IsReady: true } drive && drive.AvailableFreeSpace >= LeastRoom;
}
