using ReportingAdmin.Core.Statistics.Decomposition;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>A series without its season, and the way back.</summary>
/// <param name="Values">Without season.</param>
/// <param name="Period">Length of the season; 1 when there is none.</param>
/// <param name="LastSeason">The season of the steps to come: that of the last time round; logarithms when ratios.</param>
/// <param name="IsRatio">The season multiplies.</param>
internal sealed record SeasonFree(double[] Values, int Period, double[] LastSeason, bool IsRatio)
{
    private const int Window = 11; // seasons that shape the season of one place: R's default for STL in mstl
    private const int ManyCycles = 60; // beyond, a share of the cycles: the season of a place is known better than its change
    private const double SmallestShare = 1e-3; // of the mean: below it a ratio is noise

    /// <summary>Takes a season out by STL: as ratios where all values are well above zero, else as amounts.</summary>
    public static SeasonFree Of(double[] y, int period)
    {
        if (period < 2 || y.Length < 2 * period)
        {
            return new SeasonFree(y, 1, [], false);
        }

        var isRatio = CanBeRatio(y);
        var values = isRatio ? Array.ConvertAll(y, value => Math.Log(value)) : y;
        var cycles = y.Length / period;
        var (season, _) = Stl.Decompose(values, new StlOptions(period, cycles > ManyCycles ? 0 : Window) { Inner = cycles > ManyCycles ? 5 : 2 });
        var flat = new double[y.Length];
        for (var i = 0; i < flat.Length; i++)
        {
            flat[i] = isRatio ? Math.Exp(values[i] - season[i]) : values[i] - season[i];
        }

        return new SeasonFree(flat, period, season[^period..], isRatio);
    }

    /// <summary>True when all values are well above zero, so that a season can be a ratio.</summary>
    public static bool CanBeRatio(double[] y) => y.Min() > SmallestShare * Math.Abs(y.Average());

    /// <summary>Puts the season back on a forecast.</summary>
    public ModelFit Restore(ModelFit fit)
    {
        if (Period < 2)
        {
            return fit;
        }

        var mean = new double[fit.Mean.Length];
        var deviation = new double[fit.Mean.Length];
        for (var h = 0; h < mean.Length; h++)
        {
            var season = LastSeason[h % Period];
            mean[h] = IsRatio ? fit.Mean[h] * Math.Exp(season) : fit.Mean[h] + season;
            deviation[h] = IsRatio ? fit.Deviation[h] * Math.Exp(season) : fit.Deviation[h];
        }

        return fit with { Mean = mean, Deviation = deviation };
    }

    /// <summary>The same for a forecast that there may not be.</summary>
    public ModelFit? RestoreOrNull(ModelFit? fit) => fit is null ? null : Restore(fit);
}
