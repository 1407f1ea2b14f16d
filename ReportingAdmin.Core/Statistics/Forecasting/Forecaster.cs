using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Forecasts one evenly spaced series: a pool of models, weighted by how they did on its past, with a calibrated band.</summary>
public static class Forecaster
{
    /// <summary>Points at the end of the history that are used; older ones say little about what comes.</summary>
    public const int MostPoints = 600;

    /// <summary>The longest forecast.</summary>
    public const int MostSteps = 365;

    private const int FewPoints = 8;

    /// <summary>Forecasts, or says what stands against it.</summary>
    /// <param name="request">The history and what is wanted.</param>
    public static Outcome<ForecastResult> Forecast(ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Check(request) is { Count: > 0 } problems)
        {
            return Outcome<ForecastResult>.From(problems);
        }

        var whole = GapFilling.Fill(request.Values);
        if (!whole.Ok)
        {
            return Outcome<ForecastResult>.From(whole.Problems);
        }

        var values = whole.Value.Values;
        var warnings = new List<string>();
        if (whole.Value.Filled > 0)
        {
            warnings.Add(Say($"{whole.Value.Filled} missing {(whole.Value.Filled == 1 ? "value was" : "values were")} filled on the line between {(whole.Value.Filled == 1 ? "its" : "their")} neighbours."));
        }

        if (whole.Value.CutAtEnd is > 0 and var cut)
        {
            warnings.Add(Say($"{cut} missing {(cut == 1 ? "value" : "values")} at the end {(cut == 1 ? "was" : "were")} left out: the forecast begins after the last known value."));
        }

        var hasYear = false;
        if (values.Length > MostPoints)
        {
            var years = values[^Math.Min(values.Length, YearOfDays.MostPoints)..];
            hasYear = request.Kind == PeriodKind.Day && YearOfDays.IsPresent(Scaled(years, years.Max(Math.Abs)));
            values = hasYear ? years : Recent(values);
            warnings.Add(Say($"The last {MostPoints} of {whole.Value.Values.Length} values are used{(hasYear ? Say($", and the course of the year from the last {values.Length}") : "")}."));
        }

        var scale = values.Max(Math.Abs);
        if (values.AsSpan().IndexOfAnyExcept(values[0]) < 0)
        {
            return ShortHistory.Constant(request, values, warnings);
        }

        var scaled = Scaled(values, scale);
        var isShort = values.Length < ShortHistory.Fewest;
        return isShort ? ShortHistory.LastValue(request, scaled, scale, warnings) : Full(request, scaled, hasYear, scale, warnings);
    }

    /// <summary>The points at the end that models are fitted to.</summary>
    internal static double[] Recent(double[] y) => y.Length > MostPoints ? y[^MostPoints..] : y;

    private static ForecastResult Full(ForecastRequest request, double[] history, bool hasYear, double scale, List<string> warnings)
    {
        var year = hasYear ? YearOfDays.Of(history, request.Steps) : null;
        var y = Recent(year?.Values ?? history);
        var candidates = SeasonDetector.Candidates(request.Kind, y.Length);
        var found = SeasonDetector.Find(y, candidates);
        var season = found.Where(candidate => candidate.IsPresent).OrderByDescending(candidate => candidate.Strength).FirstOrDefault();
        var period = season?.Period ?? 1;
        if (y.Length < FewPoints)
        {
            warnings.Add(Say($"Only {y.Length} values: no season can be seen, and the band is a rough one."));
        }
        else if (season is null && candidates.Count > 0)
        {
            warnings.Add(Say($"No season of {candidates[0]} was found{(y.Length < 3 * candidates[0] ? Say($"; that takes at least {3 * candidates[0]} values") : "")}."));
        }

        var origins = request.Backtest ? RollingOrigins.Run(history, request.Kind, period, hasYear, Math.Clamp(request.TriedSteps ?? request.Steps, 1, request.Steps)) : [];
        var fits = y.Length < FewPoints ? Pool.FitShort(y, request.Steps) : Pool.Fit(y, period, request.Kind, request.Steps);
        fits = year is null ? fits : Array.ConvertAll(fits, fit => fit is null ? null : year.Restore(fit));
        var weights = Combination.Weights(request.Kind, fits, RollingOrigins.Losses(origins));
        var combined = Combination.Combine(request.Kind, fits, weights) ?? SimpleModels.SeasonalNaive(Recent(history), period, request.Steps);
        var models = fits.Select((fit, k) => new ModelWeight(fit?.Name ?? Pool.Names[k], weights[k])).Where(model => model.Weight > 0).ToArray();
        var steps = Band.Of(y.Length < FewPoints ? combined : Spread.Of(combined, Pool.NaiveDeviation(y, period, request.Steps), y, request.Kind), history, request.Kind, request.Level, scale);
        var tried = origins.Count > 0 || !request.Backtest ? origins : RollingOrigins.RunShort(history, request.Kind, period, request.TriedSteps ?? request.Steps);
        var backtest = Backtests.Measure(tried, history, request.Kind, request.Level, scale);
        if (backtest is null && request.Backtest)
        {
            warnings.Add("The history is too short to try the method on its own past.");
        }
        else if (backtest is { RelativeError: > 1 })
        {
            warnings.Add("On the series' own past, repeating the last season would have been closer than this method.");
        }

        var trend = SeriesDecomposer.Decompose(y, period > 1 ? [period] : []).TrendStrength;
        return new ForecastResult(steps, request.Level, Describe(request.Kind, models, season, year), models, season, trend, y.Length, backtest, warnings)
        {
            YearStrength = year?.Strength,
        };
    }

    private static double[] Scaled(double[] values, double scale) => scale > 0 ? Array.ConvertAll(values, value => value / scale) : values;

    private static List<Problem> Check(ForecastRequest request)
    {
        var problems = new List<Problem>();
        if (request.Steps is < 1 or > MostSteps)
        {
            problems.Add(new Problem(ProblemKind.Invalid, Say($"Steps ahead must be 1 to {MostSteps}."), "steps", "out_of_range"));
        }

        if (request.Level is not (>= 0.5 and <= 0.99))
        {
            problems.Add(new Problem(ProblemKind.Invalid, "The level of the band must be between 0.50 and 0.99.", "level", "out_of_range"));
        }

        return problems;
    }

    private static string Describe(PeriodKind kind, ModelWeight[] models, FoundSeason? season, YearOfDays? year)
    {
        if (models.Length == 0)
        {
            return "Seasonal naive: the last season repeated.";
        }

        var isMedian = kind == PeriodKind.Year && models.Length > 1;
        var parts = string.Join(", ", models.Select(model => isMedian ? model.Model : Say($"{model.Model} {100 * model.Weight:F0} %")));
        var seasons = season is null ? "" : Say($"; season of {season.Period}");
        var course = year is null ? "" : Say($"; course of the year over {YearOfDays.Days} days");
        return Say($"{(isMedian ? "Median" : "Weighted mean")} of {parts}{seasons}{course}; prediction band calibrated on other series.");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
