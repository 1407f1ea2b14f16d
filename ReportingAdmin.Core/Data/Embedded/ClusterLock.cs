using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Embedded;

/// <summary>
/// Locks between processes on a file; the operating system lets go of them when a process ends, however it ends.
/// .NET takes <c>flock</c> for them on Unix: exclusive for <see cref="FileShare.None"/>, shared for
/// <see cref="FileShare.Read"/> with read access.
/// </summary>
internal static class ClusterLock
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until no other process starts or stops the cluster.</summary>
    public static async Task<IDisposable> StartingAsync(ClusterFolder folder, TimeProvider time, CancellationToken ct)
    {
        var limit = TimeSpan.FromMinutes(3);
        var began = time.GetTimestamp();
        while (true)
        {
            if (TryOpen(folder.StartLock, FileAccess.ReadWrite, FileShare.None) is { } held)
            {
                return held;
            }

            if (time.GetElapsedTime(began) > limit)
            {
                throw new StartException($"Another process has held {folder.StartLock} for {limit.TotalMinutes:0} minutes; end it and start again.");
            }

            await Task.Delay(s_pause, time, ct);
        }
    }

    /// <summary>Says that this process uses the cluster. Called while holding the start lock, so nobody holds it exclusively for long.</summary>
    public static async Task<IDisposable> UsingAsync(ClusterFolder folder, TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            await CreateAsync(folder.UsersLock, ct);
            if (TryOpen(folder.UsersLock, FileAccess.Read, FileShare.Read) is { } held)
            {
                return held;
            }

            await Task.Delay(s_pause, time, ct);
        }
    }

    /// <summary>The lock of the last user, or null while others use the cluster.</summary>
    public static IDisposable? TryLast(ClusterFolder folder) => TryOpen(folder.UsersLock, FileAccess.ReadWrite, FileShare.None);

    private static async Task CreateAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            // FileShare.ReadWrite takes no lock: making the file must not disturb who already holds it.
            await using var made = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            await made.FlushAsync(ct);
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate, access, share, bufferSize: 1);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null; // held by another process
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"{path} belongs to another user; start the program as that user or set Embedded:DataDirectory.", e);
        }
    }
}
