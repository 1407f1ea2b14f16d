using System.Collections.Frozen;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>
/// A report: what it is, what it asks for, its tables, identities and charts. One class and its SQL files in one folder;
/// everything else (page, form, files, API, docs) is generic and derived from it.
/// </summary>
/// <param name="meta">What the report is.</param>
public abstract class Report(ReportMeta meta)
{
    /// <summary>What the report is.</summary>
    public ReportMeta Meta { get; } = meta;

    /// <summary>The type whose properties are the parameters.</summary>
    public abstract Type InputType { get; }

    /// <summary>Its tables, in order; at least one.</summary>
    public abstract IReadOnlyList<Section> Sections { get; }

    /// <summary>The identities that must hold; none by default.</summary>
    public abstract IReadOnlyList<TieOut> TieOutList { get; }

    /// <summary>Its pictures; none by default.</summary>
    public virtual IReadOnlyList<ChartSpec> Charts => [];

    /// <summary>The parameters, reflected once.</summary>
    public IReadOnlyList<Parameter> Parameters => field ??= ParameterReader.Read(InputType);

    /// <summary>The name that its SQL files begin with: the class's own, or that of the base class it shares them with.</summary>
    public virtual string SqlName => GetType().Name;

    /// <summary>What the shared SQL files bind beside the parameters, all text: in what this report differs from its siblings.</summary>
    public virtual IReadOnlyDictionary<string, string> Constants => FrozenDictionary<string, string>.Empty;

    internal abstract IEnumerable<Problem> ValidateInput(object input);

    internal abstract ValueTask<Outcome<object>> ResolveInputAsync(ResolveContext context, object input, CancellationToken ct);
}

/// <summary>A typed report.</summary>
/// <typeparam name="TInput">The record whose properties are the parameters.</typeparam>
/// <param name="meta">What the report is.</param>
public abstract class Report<TInput>(ReportMeta meta) : Report(meta)
    where TInput : class
{
    /// <inheritdoc />
    public sealed override Type InputType => typeof(TInput);

    /// <summary>The identities that must hold.</summary>
    public virtual IReadOnlyList<TieOut<TInput>> TieOuts => [];

    /// <inheritdoc />
    public sealed override IReadOnlyList<TieOut> TieOutList => TieOuts;

    /// <summary>Rules between parameters; each broken one is a problem naming its field.</summary>
    /// <param name="input">The bound input.</param>
    protected virtual IEnumerable<Problem> Validate(TInput input) => [];

    /// <summary>Completes the input from the database inside the run's snapshot (the snapshot's month-end, a tape configuration).</summary>
    /// <param name="context">What may be read.</param>
    /// <param name="input">The bound input.</param>
    /// <param name="ct">Stops it.</param>
    protected virtual ValueTask<Outcome<TInput>> ResolveAsync(ResolveContext context, TInput input, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<TInput>>(input);

    internal sealed override IEnumerable<Problem> ValidateInput(object input) => Validate((TInput)input);

    internal sealed override async ValueTask<Outcome<object>> ResolveInputAsync(ResolveContext context, object input, CancellationToken ct)
    {
        var outcome = await ResolveAsync(context, (TInput)input, ct);
        return outcome.Ok ? Outcome<object>.Of(outcome.Value) : Outcome<object>.From(outcome.Problems);
    }
}

/// <summary>What a report may read while it completes its input.</summary>
/// <param name="Snapshot">The run's snapshot, as the reader role.</param>
/// <param name="Tapes">Saved loan tape configurations.</param>
/// <param name="Calendar">Today, the fiscal year, the last closed month.</param>
/// <param name="Conventions">What stands where the caller leaves a convention open.</param>
/// <param name="Caller">Whose right to what is read is checked again.</param>
/// <param name="Given">The names of the parameters that were given; the others have their defaults.</param>
/// <param name="UnknownAsync">A problem for each value that does not exist, or which the caller may not see, read in the run's snapshot.</param>
public sealed record ResolveContext(
    ISnapshot Snapshot,
    Tapes.TapeConfigurations Tapes,
    BusinessCalendar Calendar,
    ConventionOptions Conventions,
    Access.Caller Caller,
    IReadOnlySet<string> Given,
    Func<BoundInput, CancellationToken, Task<List<Problem>>> UnknownAsync);
