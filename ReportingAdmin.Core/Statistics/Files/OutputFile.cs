namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>Writes a file that is either whole or not there: beside its place under another name, then renamed.</summary>
internal static class OutputFile
{
    /// <summary>Writes it.</summary>
    /// <param name="path">Its place; what stands there is replaced once the new file is whole. A device such as /dev/stdout is written to as it is.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="ct">Stops it; then nothing is left.</param>
    /// <exception cref="FileRefusedException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new FileRefusedException(path.Length == 0 ? "The output has no name; give a file to write." : $"{path} is a folder; give a file to write.");
        }

        var isDevice = IsDevice(path);
        var place = isDevice ? path : $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var stream = Create(path, place, isDevice))
            {
                await write(stream, ct);
                await stream.FlushAsync(ct);
            }

            if (!isDevice)
            {
                File.Move(place, path, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileRefusedException($"{path} cannot be written: {e.Message}", e);
        }
        finally
        {
            if (!isDevice && File.Exists(place))
            {
                File.Delete(place);
            }
        }
    }

    /// <summary>What must never be replaced by a file of its name; .NET does not tell devices from files.</summary>
    private static bool IsDevice(string path) =>
        Path.GetFullPath(path) is var full
        && File.Exists(full)
        && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal))
        && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static FileStream Create(string path, string place, bool isDevice)
    {
        try
        {
            return new FileStream(place, isDevice ? FileMode.Open : FileMode.CreateNew, FileAccess.Write, isDevice ? FileShare.ReadWrite : FileShare.None, 1 << 16, FileOptions.Asynchronous);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileRefusedException($"{path} cannot be written: there is no folder {Path.GetDirectoryName(Path.GetFullPath(path))}.", e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FileRefusedException($"{path} cannot be written: {e.Message}", e);
        }
    }
}
