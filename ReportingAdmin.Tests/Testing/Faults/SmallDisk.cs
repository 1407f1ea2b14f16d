using System.Diagnostics;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>A folder on a disk of its own that is soon full. Only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Mounts one.</summary>
    /// <param name="options">Options of tmpfs: <c>size=256k</c>, <c>nr_inodes=4</c>.</param>
    public static SmallDisk Mount(string options)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("disk-").FullName);
        Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.Folder);
        return disk;
    }

    /// <summary>Takes all the room that is left; giving the result back frees it.</summary>
    public IDisposable Fill()
    {
        var ballast = new FileStream(Path.Combine(Folder, "ballast"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.DeleteOnClose });
        var block = new byte[1 << 20];
        for (var size = block.Length; size >= 512;)
        {
            try
            {
                ballast.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }

        return ballast;
    }

    /// <summary>Makes it larger.</summary>
    /// <param name="options">As above.</param>
    public void Grow(string options) => Run("mount", "-o", "remount," + options, Folder);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    internal static bool CanMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        try
        {
            Mount("size=64k").Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // a container without the right to mount
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {said}");
        }
    }
}

/// <summary>A test that mounts a small disk; skipped where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> s_can = new(SmallDisk.CanMount);

    public SmallDiskTheoryAttribute() => Skip = Reason;

    /// <summary>Why it is skipped; null = it is not.</summary>
    internal static string? Reason => s_can.Value ? null : "Mounting a small disk needs root and a kernel that lets it.";
}

/// <summary>As above, for one case.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDiskTheoryAttribute.Reason;
}
