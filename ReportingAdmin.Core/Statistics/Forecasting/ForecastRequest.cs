using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>What is to be forecast.</summary>
/// <param name="Values">The history, oldest first, evenly spaced; a missing value is NaN.</param>
/// <param name="Kind">How far apart the points are.</param>
/// <param name="Steps">How many periods ahead, 1 to 365.</param>
public sealed record ForecastRequest(IReadOnlyList<double> Values, PeriodKind Kind, int Steps)
{
    /// <summary>The share of future values that the band is to hold, 0.50 to 0.99.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>True also forecasts the past from earlier origins, and weighs the models by how they did; about four times the work.</summary>
    public bool Backtest { get; init; } = true;

    /// <summary>How many periods ahead the past is tried with, which decides what the members weigh; null = as many as are asked for.</summary>
    public int? TriedSteps { get; init; }
}
