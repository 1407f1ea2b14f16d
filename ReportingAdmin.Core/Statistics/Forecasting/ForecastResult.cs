using ReportingAdmin.Core.Statistics.Decomposition;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>The forecast of one period.</summary>
/// <param name="Step">Periods after the last known one, from 1.</param>
/// <param name="Mean">The point forecast.</param>
/// <param name="Low">Lower end of the prediction band.</param>
/// <param name="High">Upper end of the prediction band.</param>
/// <param name="Deviation">Standard deviation that the models themselves expect of the error; the band is calibrated beyond it.</param>
public sealed record ForecastStep(int Step, double Mean, double Low, double High, double Deviation);

/// <summary>One model's share in a forecast.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Weight">0 to 1.</param>
public sealed record ModelWeight(string Model, double Weight);

/// <summary>How the same method did on the series' own past.</summary>
/// <param name="Origins">From how many earlier points it forecast.</param>
/// <param name="Steps">How far ahead each time.</param>
/// <param name="Error">Mean absolute error of the forecasts, in the series' unit.</param>
/// <param name="SeasonalNaiveError">The same for repeating the last season (the last value without season).</param>
/// <param name="Coverage">Share of values that fell within the band, 0 to 1.</param>
public sealed record Backtest(int Origins, int Steps, double Error, double SeasonalNaiveError, double Coverage)
{
    /// <summary>Error as a share of seasonal naive's; below 1 is better. 1 when both are without error.</summary>
    public double RelativeError => SeasonalNaiveError > 0 ? Error / SeasonalNaiveError : Error > 0 ? double.MaxValue : 1;
}

/// <summary>A forecast with all that is needed to judge it.</summary>
/// <param name="Steps">One per period ahead.</param>
/// <param name="Level">The share of future values that the band is to hold.</param>
/// <param name="Method">How it was made, in words.</param>
/// <param name="Models">The models and their weights.</param>
/// <param name="Season">The season that was used, or null.</param>
/// <param name="TrendStrength">0 to 1.</param>
/// <param name="Count">Values of the history that were used.</param>
/// <param name="Backtest">How it did on the past; null when the history is too short or none was asked for.</param>
/// <param name="Warnings">What a reader should know, in sentences.</param>
public sealed record ForecastResult(
    IReadOnlyList<ForecastStep> Steps,
    double Level,
    string Method,
    IReadOnlyList<ModelWeight> Models,
    FoundSeason? Season,
    double TrendStrength,
    int Count,
    Backtest? Backtest,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Strength, 0 to 1, of the course of the year in daily values, which stands beside the season; null when there is none or too few years.</summary>
    public double? YearStrength { get; init; }
}
