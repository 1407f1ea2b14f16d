using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>What decides whether promises were kept and late loans cured, in the figures of collections as in the rows behind them.</summary>
/// <typeparam name="TSelf">The input itself.</typeparam>
public abstract record PromiseFilters<TSelf> : DelinquencyFilters<TSelf>
    where TSelf : PromiseFilters<TSelf>
{
    [Parameter("As of", "What is known through this day decides whether promises were kept.", Default = "today", Advanced = true)]
    public AsOf AsOf { get; init; }

    [Parameter("Grace", "Days after its due day on which a payment still keeps a promise; the setting Conventions:PromiseGraceDays when left empty.", Min = 0, Max = 60, Advanced = true, NotInSql = true)]
    public int? GraceDays { get; init; }

    [Parameter("Tolerance", "The part of the promised amount that keeps a promise, 1 for all; the setting Conventions:PromiseTolerance when left empty.", Min = 0.01, Max = 1, Advanced = true, NotInSql = true)]
    public decimal? Tolerance { get; init; }

    /// <summary>The same input with what the settings say where it says nothing.</summary>
    /// <param name="conventions">The settings.</param>
    internal TSelf Settled(ConventionOptions conventions) => (TSelf)(this with
    {
        GraceDays = GraceDays ?? conventions.PromiseGraceDays,
        Tolerance = Tolerance ?? conventions.PromiseTolerance,
        DaysPastDue = DaysPastDue ?? DelinquencyMethods.Of(conventions),
    });
}
