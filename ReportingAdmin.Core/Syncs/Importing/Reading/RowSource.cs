namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>The rows of a file, one after the other.</summary>
internal abstract class RowSource : IAsyncDisposable
{
    /// <summary>The headers, without spaces around them.</summary>
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>How the file was read, in words.</summary>
    public abstract string Description { get; }

    /// <summary>The line of the file (the row of the sheet) that the present row begins on, from 1.</summary>
    public abstract long Line { get; }

    /// <summary>What is wrong with the present row as a whole; null when nothing is.</summary>
    public abstract RowDefect? Defect { get; }

    /// <summary>Goes to the next row with a value in it.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="SourceException">The file cannot be read on.</exception>
    public abstract ValueTask<bool> ReadAsync(CancellationToken ct);

    /// <summary>A cell of the present row.</summary>
    /// <param name="column">Its place in <see cref="Header"/>.</param>
    public abstract Cell this[int column] { get; }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>What is wrong with a row as a whole.</summary>
/// <param name="Column">Where; empty = everywhere.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record RowDefect(string Column, string? Value, string Reason);
