using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog;

/// <summary>A report by calendar month: its period is widened to whole months, and printed so.</summary>
/// <typeparam name="TInput">An input with a period.</typeparam>
/// <param name="meta">What the report is.</param>
public abstract class MonthlyReport<TInput>(ReportMeta meta) : Report<TInput>(meta)
    where TInput : class, IMonthlyInput<TInput>
{
    /// <inheritdoc />
    protected override ValueTask<Outcome<TInput>> ResolveAsync(ResolveContext context, TInput input, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<TInput>>(input.During(Dates.WholeMonths(input.Period)));
}

/// <summary>The input of a report by calendar month.</summary>
/// <typeparam name="TSelf">The input itself.</typeparam>
public interface IMonthlyInput<out TSelf>
{
    /// <summary>The days asked for, then the months that they lie in.</summary>
    Period Period { get; }

    /// <summary>The same input for other days.</summary>
    /// <param name="period">Whole months.</param>
    TSelf During(Period period);
}
