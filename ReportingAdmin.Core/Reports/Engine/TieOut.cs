namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>How an identity stands.</summary>
public enum TieOutState
{
    /// <summary>All sides agree to the cent.</summary>
    Green,

    /// <summary>They differ; the result says by how much and where.</summary>
    Red,

    /// <summary>Not looked at: over its time budget, or a preview without an earlier result.</summary>
    NotChecked,

    /// <summary>Cannot be asked here; the result says why.</summary>
    NotApplicable,
}

/// <summary>
/// An identity between figures of one database snapshot. <c>TieOuts/&lt;Key&gt;.sql</c> returns
/// <c>(currency text, place text, source text, amount numeric)</c>: for every currency and place (a portfolio, an account,
/// a month; empty for the whole) all sources must have the same amount, tolerance 0.00. A total of the run itself has no place:
/// it must be the Σ of each source over all places of a currency.
/// </summary>
/// <param name="Key">PascalCase, the SQL file's name.</param>
/// <param name="Statement">The identity in words: "Σ aging UPB = Σ portfolio UPB = Σ loan tape UPB".</param>
public abstract record TieOut(string Key, string Statement)
{
    /// <summary>The source of a row that is no side: its place says why these data cannot be asked, and the identity is not applicable.</summary>
    public const string CannotBeAsked = "Cannot be asked";

    /// <summary>The section one of whose streamed totals is a side of its own; null = the SQL gives all sides.</summary>
    public string? Section { get; init; }

    /// <summary>The property of that section whose total per currency is compared with every SQL source.</summary>
    public string? Total { get; init; }

    /// <summary>True when it compares with tables that cannot be cut by scope: not applicable to a scoped caller.</summary>
    public bool UnrestrictedOnly { get; init; }

    /// <summary>
    /// Why it cannot be asked where the SQL returns no row at all ("No account is marked as loans receivable"); null = no row
    /// is a side of nothing.
    /// </summary>
    public string? WhenEmpty { get; init; }

    internal abstract string? WhyNot(object input);

    internal abstract OwnFigures? OwnOf(object input);
}

/// <summary>A typed identity.</summary>
/// <typeparam name="TInput">The report's input; its parameters are bound in the SQL by name.</typeparam>
/// <param name="Key">PascalCase, the SQL file's name.</param>
/// <param name="Statement">The identity in words.</param>
/// <param name="NotApplicable">The reason why it cannot be asked for this input, or null when it can; absent = always can.</param>
public sealed record TieOut<TInput>(string Key, string Statement, Func<TInput, string?>? NotApplicable = null) : TieOut(Key, Statement)
{
    /// <summary>
    /// The report's own printed figures that are a side too; they are added up while the rows pass, so they cost no query. Absent, or
    /// giving null for an input = none. A row of the SQL whose source is <see cref="OwnFigures.Source"/> is added to them: what the
    /// identity leaves out.
    /// </summary>
    public Func<TInput, OwnFigures?>? Own { get; init; }

    internal override string? WhyNot(object input) => NotApplicable?.Invoke((TInput)input);

    internal override OwnFigures? OwnOf(object input) => Own?.Invoke((TInput)input);
}

/// <summary>One side of an identity.</summary>
/// <param name="Source">Which figure ("GL loans receivable").</param>
/// <param name="Amount">Its amount.</param>
public sealed record TieOutSide(string Source, decimal Amount);

/// <summary>A currency and place in which the sides differ.</summary>
/// <param name="Currency">ISO code; empty where the figure is a count.</param>
/// <param name="Place">Where: a portfolio, an account, a month; empty for the whole.</param>
/// <param name="Sides">All sides.</param>
/// <param name="Difference">Greatest less least amount.</param>
public sealed record TieOutDifference(string Currency, string Place, IReadOnlyList<TieOutSide> Sides, decimal Difference);

/// <summary>How an identity stands in one run.</summary>
/// <param name="Key">Which.</param>
/// <param name="Statement">The identity in words.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why not checked or not applicable; null otherwise.</param>
/// <param name="Sides">The sides summed per currency, for the whole.</param>
/// <param name="Differences">Where it is red, at most <see cref="MostPlaces"/> places, greatest first.</param>
public sealed record TieOutResult(
    string Key,
    string Statement,
    TieOutState State,
    string? Reason,
    IReadOnlyList<TieOutDifference> Sides,
    IReadOnlyList<TieOutDifference> Differences)
{
    /// <summary>The most places told of a red one; there may be more.</summary>
    public const int MostPlaces = 20;
}
