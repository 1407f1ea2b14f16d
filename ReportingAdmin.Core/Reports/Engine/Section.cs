namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>One table of a report.</summary>
/// <param name="Name">kebab-case; the sheet, the JSON section and <c>section=</c> use it.</param>
/// <param name="Title">The heading over the table.</param>
/// <param name="Grain">"one row per …".</param>
/// <param name="RowType">The record whose properties are the columns.</param>
public abstract record Section(string Name, string Title, string Grain, Type RowType)
{
    /// <summary>All declared columns, in order.</summary>
    public IReadOnlyList<Column> Columns { get; } = ColumnReader.Read(RowType);

    /// <summary>
    /// Property names proven by the report's <c>control.sql</c>: their streamed sums are compared with that independent query
    /// after the last row, and a difference fails the run. The number of rows is always compared where a control file exists.
    /// </summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>How balances of one run became those of another; empty where the section has no balance.</summary>
    public IReadOnlyList<BridgeSpec> Bridges { get; init; } = [];

    /// <summary>The figures in which the section comes to a head; where none are declared, its proven totals.</summary>
    public IReadOnlyList<KeyFigure> KeyFigures { get => field ?? KeyFigure.Default(this); init; }

    /// <summary>True when the rows come from code instead of the section's SQL file.</summary>
    public abstract bool FromCode { get; }

    /// <summary>The links that figures of this section carry.</summary>
    public abstract IReadOnlyList<DrillLink> DrillLinks { get; }

    internal abstract IReadOnlyList<ChosenColumn>? ChooseColumns(object input);

    internal abstract IAsyncEnumerable<object>? CodeRows(ISnapshot snapshot, object input, CancellationToken ct);

    internal abstract object? DrillInput(DrillLink link, object input, object row);
}

/// <summary>A column picked for one run: which, under what heading, masked or not.</summary>
/// <param name="Name">The declared key.</param>
/// <param name="Heading">Heading of this run; null keeps the declared one.</param>
/// <param name="Masked">Masked whatever the caller's right.</param>
public sealed record ChosenColumn(string Name, string? Heading = null, bool Masked = false);

/// <summary>A typed table of a report.</summary>
/// <typeparam name="TInput">The report's input.</typeparam>
/// <typeparam name="TRow">The record whose properties are the columns.</typeparam>
/// <param name="Name">kebab-case.</param>
/// <param name="Title">The heading over the table.</param>
/// <param name="Grain">"one row per …".</param>
public sealed record Section<TInput, TRow>(string Name, string Title, string Grain)
    : Section(Name, Title, Grain, typeof(TRow))
    where TInput : notnull
    where TRow : notnull
{
    /// <summary>Computes the rows in code; absent = the section's SQL file gives them. Reads one query at a time.</summary>
    public Func<ISnapshot, TInput, CancellationToken, IAsyncEnumerable<TRow>>? Rows { get; init; }

    /// <summary>Picks this run's columns, their order and headings; absent, or giving null = all as declared.</summary>
    public Func<TInput, IReadOnlyList<ChosenColumn>?>? Choose { get; init; }

    /// <summary>Figures that link to the rows behind them.</summary>
    public IReadOnlyList<Drill<TInput, TRow>> Drills { get; init; } = [];

    /// <inheritdoc />
    public override bool FromCode => Rows is not null;

    /// <inheritdoc />
    public override IReadOnlyList<DrillLink> DrillLinks => Drills;

    internal override IReadOnlyList<ChosenColumn>? ChooseColumns(object input) => Choose?.Invoke((TInput)input);

    internal override async IAsyncEnumerable<object> CodeRows(
        ISnapshot snapshot, object input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (Rows is null)
        {
            throw new InvalidOperationException($"Section {Name} has no code rows.");
        }

        await foreach (var row in Rows(snapshot, (TInput)input, ct).WithCancellation(ct))
        {
            yield return row;
        }
    }

    internal override object? DrillInput(DrillLink link, object input, object row) =>
        ((Drill<TInput, TRow>)link).Target((TInput)input, (TRow)row);
}

/// <summary>A link from a figure to the report that lists the rows behind it; from a figure of nothing there is none.</summary>
/// <param name="From">The property whose cells are links.</param>
/// <param name="Title">What following it shows ("Loans in this bucket").</param>
/// <param name="Report">The target report's class.</param>
public abstract record DrillLink(string From, string Title, Type Report)
{
    /// <summary>The target's section that lists the rows; null = its first.</summary>
    public string? Section { get; init; }

    /// <summary>True where rows may be behind a figure of nothing, as behind a net: then only the target's input says whether it leads anywhere.</summary>
    public bool EvenAtZero { get; init; }
}

/// <summary>A typed link: it makes the target report's input from this report's input and one row.</summary>
/// <typeparam name="TInput">This report's input.</typeparam>
/// <typeparam name="TRow">This section's row.</typeparam>
/// <param name="From">The property whose cells are links.</param>
/// <param name="Title">What following it shows.</param>
/// <param name="Report">The target report's class.</param>
/// <param name="Target">Makes the target's <c>Input</c>; null where a row leads nowhere.</param>
public sealed record Drill<TInput, TRow>(string From, string Title, Type Report, Func<TInput, TRow, object?> Target)
    : DrillLink(From, Title, Report);

/// <summary>The one read-only database snapshot that a run reads.</summary>
public interface ISnapshot
{
    /// <summary>Runs an embedded SQL file of the report and reads its rows by column name into the type's properties.</summary>
    /// <typeparam name="T">A record with init properties.</typeparam>
    /// <param name="sqlName">The file's name without folder and extension (<c>DelinquencyAging.matrix</c>).</param>
    /// <param name="input">The report's input; its parameters are bound by name.</param>
    /// <param name="ct">Stops the query.</param>
    IAsyncEnumerable<T> QueryAsync<T>(string sqlName, object input, CancellationToken ct)
        where T : notnull;

    /// <summary>The same as a list that is read once and kept as long as the snapshot: for what several sections of a run reckon with.</summary>
    /// <typeparam name="T">A record with init properties.</typeparam>
    /// <param name="sqlName">The file's name without folder and extension.</param>
    /// <param name="input">The report's input.</param>
    /// <param name="ct">Stops the query.</param>
    ValueTask<IReadOnlyList<T>> QueryOnceAsync<T>(string sqlName, object input, CancellationToken ct)
        where T : notnull;
}
