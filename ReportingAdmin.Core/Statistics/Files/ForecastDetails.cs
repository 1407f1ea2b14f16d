using System.Text.Json;
using ReportingAdmin.Core.Statistics.Forecasting;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>What is needed to judge a forecast, as JSON.</summary>
internal static class ForecastDetails
{
    /// <summary>Writes it into the object that is open.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="forecast">The forecast.</param>
    /// <param name="warnings">What a reader should know, in sentences.</param>
    public static void Write(Utf8JsonWriter writer, ForecastResult forecast, IReadOnlyList<string> warnings)
    {
        writer.WriteString("method", forecast.Method);
        if (forecast.Season is { } season)
        {
            writer.WriteNumber("season", season.Period);
        }
        else
        {
            writer.WriteNull("season");
        }

        JsonAnswers.Number(writer, "season_strength", forecast.Season?.Strength);
        JsonAnswers.Number(writer, "year_strength", forecast.YearStrength);
        JsonAnswers.Number(writer, "trend_strength", forecast.TrendStrength);
        writer.WriteNumber("n", forecast.Count);
        JsonAnswers.Number(writer, "level", forecast.Level);
        if (forecast.Backtest is { } past)
        {
            writer.WriteStartObject("backtest");
            writer.WriteNumber("origins", past.Origins);
            writer.WriteNumber("steps", past.Steps);
            JsonAnswers.Number(writer, "error", past.Error);
            JsonAnswers.Number(writer, "seasonal_naive_error", past.SeasonalNaiveError);
            JsonAnswers.Number(writer, "coverage", past.Coverage);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("backtest");
        }

        JsonAnswers.Texts(writer, "warnings", warnings);
    }
}
