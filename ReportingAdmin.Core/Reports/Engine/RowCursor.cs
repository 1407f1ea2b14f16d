namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>
/// Forward-only rows of one section. Typed getters and no boxed cells: one row is visible at a time and nothing is kept,
/// so a million rows cost no more memory than a thousand. A getter may be called only for its own kind
/// (<see cref="Shown.Kind"/>) and only when <see cref="IsNull"/> is false.
/// </summary>
public abstract class RowCursor : IAsyncDisposable
{
    /// <summary>This run's columns, in order; indexes below are into this list.</summary>
    public abstract IReadOnlyList<Shown> Columns { get; }

    /// <summary>Moves to the next row; false after the last.</summary>
    /// <param name="ct">Stops the query.</param>
    public abstract ValueTask<bool> ReadAsync(CancellationToken ct);

    /// <summary>Whether the cell has no value.</summary>
    /// <param name="i">Column index.</param>
    public abstract bool IsNull(int i);

    /// <summary>A text cell.</summary>
    /// <param name="i">Column index.</param>
    public abstract string Text(int i);

    /// <summary>An integer cell.</summary>
    /// <param name="i">Column index.</param>
    public abstract long Integer(int i);

    /// <summary>A decimal cell, exact.</summary>
    /// <param name="i">Column index.</param>
    public abstract decimal Number(int i);

    /// <summary>A date cell.</summary>
    /// <param name="i">Column index.</param>
    public abstract DateOnly Date(int i);

    /// <summary>An instant cell, UTC.</summary>
    /// <param name="i">Column index.</param>
    public abstract DateTimeOffset Instant(int i);

    /// <summary>A yes/no cell.</summary>
    /// <param name="i">Column index.</param>
    public abstract bool Flag(int i);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
