using System.Security.Cryptography;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// The folder of published files. A file is written to the spool under its final name and moved when whole, so a published name
/// never shows half a file; names are made here from the run's id and lease epoch, never from anything a person typed.
/// </summary>
/// <param name="root">The folder.</param>
public sealed class RunFiles(string root)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Opens a spool file for writing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The lease epoch that writes: a late writer cannot touch another one's file.</param>
    /// <param name="extension">Without the dot.</param>
    public SpoolFile Create(Guid run, long epoch, string extension)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{run:N}.{epoch}.{extension}");
        Directory.CreateDirectory(Path.Combine(root, "spool"));
        var spool = Path.Combine(root, "spool", name + ".part");
        var stream = new FileStream(spool, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
        return new SpoolFile(stream, spool, Path.Combine(root, name), name);
    }

    /// <summary>Where a published file lies, for what reads files by path.</summary>
    /// <param name="storedName">The name recorded with the run.</param>
    internal string LocationOf(string storedName)
    {
        Directory.CreateDirectory(root);
        return PathOf(storedName);
    }

    /// <summary>Opens a published file for reading; null when it is gone.</summary>
    /// <param name="storedName">The name recorded with the run.</param>
    public Stream? OpenRead(string storedName)
    {
        var path = PathOf(storedName);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true) : null;
    }

    /// <summary>Deletes a published file, if it is there.</summary>
    /// <param name="storedName">The name recorded with the run.</param>
    public void Delete(string storedName) => File.Delete(PathOf(storedName));

    /// <summary>Published files that have not been written to for a while, by name.</summary>
    /// <param name="age">How long.</param>
    public IReadOnlyList<string> OlderThan(TimeSpan age) =>
        Directory.Exists(root) ? [.. Old(root, age).Select(file => file.Name)] : [];

    /// <summary>Removes what was left in the spool by processes that ended while they wrote.</summary>
    /// <param name="age">How long it has not been written to.</param>
    /// <returns>How many.</returns>
    public int SweepSpool(TimeSpan age)
    {
        var spool = Path.Combine(root, "spool");
        var left = Directory.Exists(spool) ? Old(spool, age) : [];
        foreach (var file in left)
        {
            file.Delete();
        }

        return left.Count;
    }

    /// <summary>How many published files there are, their size in bytes, when the oldest was written, and what is left on their disk.</summary>
    public (long Files, long Bytes, DateTimeOffset? Oldest, long? Free) Measure()
    {
        if (!Directory.Exists(root))
        {
            return (0, 0, null, null);
        }

        var found = new DirectoryInfo(root).EnumerateFiles().Select(file => (file.Length, At: new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero))).ToList();
        return (found.Count, found.Sum(file => file.Length), found.Count == 0 ? null : found.Min(file => file.At), Free());
    }

    /// <summary>What is left on the folder's disk, in bytes; null where that is not known.</summary>
    public long? Free()
    {
        var disk = new DriveInfo(Directory.CreateDirectory(root).FullName);
        return disk.IsReady ? disk.AvailableFreeSpace : null;
    }

    // By the clock of the machine that wrote them, which is the file system's: both times are taken there.
    private static List<FileInfo> Old(string folder, TimeSpan age)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < now - age)];
    }

    private string PathOf(string storedName) =>
        Path.GetFileName(storedName) == storedName
            ? Path.Combine(root, storedName)
            : throw new ArgumentException("A stored name has no folder.", nameof(storedName));
}

/// <summary>A file being written: hashed as it passes, flushed to disk, then moved to its final name.</summary>
public sealed class SpoolFile : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly string _spool;
    private readonly string _final;
    private readonly HashingStream _stream;

    internal SpoolFile(FileStream file, string spool, string final, string name)
    {
        _file = file;
        _spool = spool;
        _final = final;
        _stream = new HashingStream(file);
        StoredName = name;
    }

    /// <summary>The name to record with the run.</summary>
    public string StoredName { get; }

    /// <summary>Where the writer writes.</summary>
    public Stream Stream => _stream;

    /// <summary>Flushes to disk and moves the file to its final name.</summary>
    /// <param name="ct">Stops it.</param>
    /// <returns>Its size in bytes and SHA-256 in lower-case hexadecimal.</returns>
    public async Task<(long Size, string Sha256)> CompleteAsync(CancellationToken ct)
    {
        await _file.FlushAsync(ct);
        _file.Flush(flushToDisk: true);
        var size = _file.Length;
        await _file.DisposeAsync();
        File.Move(_spool, _final, overwrite: true);
        return (size, _stream.Hash());
    }

    /// <summary>Closes the file, and removes it where it was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException)
        {
            // A full disk: what could not be written any more is thrown away with the rest.
        }

        File.Delete(_spool);
        _stream.Dispose();
    }

    private sealed class HashingStream(FileStream inner) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public string Hash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            inner.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _hash.AppendData(buffer.Span);
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
