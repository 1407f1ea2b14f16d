using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>The models that are combined, all fitted to one series.</summary>
internal static class Pool
{
    /// <summary>Members of the pool, in the order of <see cref="Fit"/>.</summary>
    public static readonly string[] Names = ["ETS", "dynamic optimised Theta", "complex smoothing", "AR", "ARIMA", "Theta of aggregates"];

    private const int LongestSmoothedSeason = 24; // beyond, seasonal states are too many to be smoothed

    private const double MostGrowth = 3; // in logarithms: twentyfold, which is beyond what a forecast may reach

    /// <summary>Fits every member; one that cannot be fitted or is not finite stands as null.</summary>
    /// <param name="y">At least four finite values that are not all the same.</param>
    /// <param name="period">Season length; 1 when there is none.</param>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="steps">How many steps ahead.</param>
    public static ModelFit?[] Fit(double[] y, int period, PeriodKind kind, int steps)
    {
        var flat = SeasonFree.Of(y, period);
        return
        [
            Usable(Smoothing(y, flat, steps)),
            Usable(flat.Restore(Theta.Dynamic(flat.Values, steps))),
            Usable(flat.Restore(ComplexSmoothing.Fit(flat.Values, steps))),
            Usable(flat.Restore(Autoregression.Fit(flat.Values, steps, kind == PeriodKind.Year ? 3 : 8))),
            Usable(SeasonalArima(y, flat, steps)) ?? Usable(flat.RestoreOrNull(Arima.Fit(flat.Values, 1, steps))),
            Usable(flat.RestoreOrNull(ThetaOfAggregates.Fit(flat.Values, kind, steps))),
        ];
    }

    /// <summary>What the naive forecast of the season-free series expects of its error, by step.</summary>
    public static double[] NaiveDeviation(double[] y, int period, int steps) => SimpleModels.Naive(SeasonFree.Of(y, period).Values, steps).Deviation;

    /// <summary>For four to seven points: the standard Theta forecast alone, with the error of the last value's.</summary>
    /// <param name="y">At least four finite values.</param>
    /// <param name="steps">How many steps ahead.</param>
    public static ModelFit?[] FitShort(double[] y, int steps)
    {
        var fit = Theta.Standard(y, steps);
        return [null, Usable(fit with { Deviation = SimpleModels.Naive(y, steps).Deviation }), null, null, null, null];
    }

    /// <summary>All forms of exponential smoothing, averaged with Akaike weights (Kolassa 2011, Int. J. Forecasting 27:238–251).</summary>
    private static ModelFit? Smoothing(double[] y, SeasonFree flat, int steps)
    {
        var own = flat.Period > 1 && flat.Period <= LongestSmoothedSeason ? Ets.FitAll(y, flat.Period, steps) : [];
        var fits = own.Count > 0 ? own : Ets.FitAll(flat.Values, 1, steps);
        if (fits.Count == 0)
        {
            return null;
        }

        var mean = new double[steps];
        var deviation = new double[steps];
        var weights = fits.ConvertAll(fit => Math.Exp(-0.5 * (fit.Criterion - fits[0].Criterion)));
        var all = weights.Sum();
        for (var k = 0; k < fits.Count; k++)
        {
            for (var h = 0; h < steps; h++)
            {
                mean[h] += weights[k] / all * fits[k].Fit.Mean[h];
                deviation[h] += weights[k] / all * fits[k].Fit.Deviation[h];
            }
        }

        var fitted = new ModelFit(fits[0].Form.Name, mean, deviation);
        return own.Count > 0 ? fitted : flat.Restore(fitted);
    }

    /// <summary>With the season in the model: of logarithms where it is a ratio. Null where it is too long or seen too seldom.</summary>
    private static ModelFit? SeasonalArima(double[] y, SeasonFree flat, int steps)
    {
        if (flat.Period is < 2 or > LongestSmoothedSeason || y.Length < (2 * flat.Period) + 8)
        {
            return null;
        }

        if (!flat.IsRatio)
        {
            return Arima.Fit(y, flat.Period, steps);
        }

        if (Arima.Fit(Array.ConvertAll(y, value => Math.Log(value)), flat.Period, steps) is not { } logs)
        {
            return null;
        }

        var mean = Array.ConvertAll(logs.Mean, value => Math.Exp(Math.Min(value, MostGrowth)));
        return logs with { Mean = mean, Deviation = [.. mean.Select((value, h) => value * Math.Min(logs.Deviation[h], MostGrowth))] };
    }

    private static ModelFit? Usable(ModelFit? fit) => fit is { IsUsable: true } ? fit : null;
}
