using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>First states of an exponential smoothing model (ibid., §2.6.1): the season of the decomposition, and a line through the first points without it.</summary>
/// <param name="Level">Level before the first point.</param>
/// <param name="Slope">Change by point.</param>
/// <param name="Season">Seasonal state for each place of the season, beginning with the first point's; empty without season.</param>
/// <param name="Scale">A typical size of change, for the search.</param>
internal sealed record EtsStart(double Level, double Slope, double[] Season, double Scale)
{
    /// <summary>Finds the states for a form.</summary>
    public static EtsStart Of(double[] y, EtsForm form, int period)
    {
        double[] season = [];
        var flat = y;
        if (form.Season != Part.None)
        {
            season = SeasonalIndices.Of(y, period, form.Season == Part.Multiplicative);
            flat = SeasonalIndices.Remove(y, season, form.Season == Part.Multiplicative);
        }

        var count = Math.Min(flat.Length, Math.Max(10, 2 * period));
        double middle = (count - 1) / 2.0, mean = Moments.Mean(flat.AsSpan(0, count)), top = 0, bottom = 0;
        for (var i = 0; i < count; i++)
        {
            top += (i - middle) * (flat[i] - mean);
            bottom += (i - middle) * (i - middle);
        }

        var slope = bottom > 0 ? top / bottom : 0;
        var scale = Math.Sqrt(Moments.Variance(flat.AsSpan(0, count)));
        scale = scale > 0 ? scale : Math.Max(1e-9, Math.Abs(mean) * 0.01);
        return form.Trend == Part.None
            ? new EtsStart(mean, 0, season, scale)
            : new EtsStart(mean - (slope * (middle + 1)), slope, season, scale);
    }
}
