using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Keeps what reading rejects until it can be put beside what the database rejects: on disk, as it may be every row.</summary>
internal sealed class RejectSpool : IAsyncDisposable
{
    private FileStream? _file;
    private BinaryWriter? _writer;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Keeps one.</summary>
    /// <param name="reject">The reject.</param>
    public void Add(Reject reject)
    {
        if (_writer is null)
        {
            _file = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 14, FileOptions.DeleteOnClose);
            _writer = new BinaryWriter(_file, Encoding.UTF8);
        }

        _writer.Write(reject.Line);
        _writer.Write(reject.Table);
        _writer.Write(reject.Column);
        _writer.Write(reject.Value is null ? "" : Short(reject.Value));
        _writer.Write(reject.Reason);
        Count++;
    }

    /// <summary>Puts all into the staging session.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="ct">Stops it.</param>
    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (_file is null)
        {
            return;
        }

        _writer!.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        await using var copy = await connection.BeginBinaryImportAsync("copy import_reject (line, target, col, value, reason) from stdin (format binary)", ct);
        for (var i = 0L; i < Count; i++)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(reader.ReadInt64(), NpgsqlDbType.Bigint, ct);
            for (var text = 0; text < 4; text++)
            {
                await copy.WriteAsync(reader.ReadString(), NpgsqlDbType.Text, ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }

    /// <summary>No NUL, which the database cannot store, and no more than fits a list.</summary>
    private static string Short(string value) =>
        (value.Length <= 200 ? value : string.Concat(value.AsSpan(0, 199), "…")).Replace('\0', '␀');
}
