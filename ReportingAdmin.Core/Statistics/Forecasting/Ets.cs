using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>A fitted exponential smoothing model.</summary>
/// <param name="Form">Which of the family.</param>
/// <param name="Fit">Its forecast.</param>
/// <param name="Criterion">The corrected Akaike criterion; lower is better.</param>
internal sealed record EtsFit(EtsForm Form, ModelFit Fit, double Criterion);

/// <summary>
/// Exponential smoothing in state-space form (Hyndman, Koehler, Ord and Snyder 2008, Forecasting with Exponential Smoothing):
/// smoothing weights, damping, first level and first slope by maximum likelihood, the first seasonal states from the
/// decomposition, the form by the corrected Akaike criterion.
/// </summary>
internal static class Ets
{
    /// <summary>Fits every admissible form; best first. Forms that cannot be fitted are left out.</summary>
    public static List<EtsFit> FitAll(double[] y, int period, int steps)
    {
        var isPositive = y.Min() > 0;
        var isSeasonal = period > 1 && y.Length >= (2 * period) + 3;
        var fits = new List<EtsFit>();
        foreach (var form in EtsForm.Candidates(isPositive, isSeasonal))
        {
            if (Fit(y, form, isSeasonal ? period : 1, steps) is { } fit && fit.Fit.IsUsable && !double.IsNaN(fit.Criterion))
            {
                fits.Add(fit);
            }
        }

        fits.Sort((a, b) => a.Criterion.CompareTo(b.Criterion));
        return fits;
    }

    /// <summary>Fits one form; null when there are too few points for its parameters.</summary>
    public static EtsFit? Fit(double[] y, EtsForm form, int period, int steps)
    {
        var n = y.Length;
        var isSeasonal = form.Season != Part.None;
        var layout = new EtsLayout(form);
        var parameters = layout.Count + 1 + (isSeasonal ? period - 1 : 0);
        if (n <= parameters + 2)
        {
            return null;
        }

        var start = EtsStart.Of(y, form, period);
        var run = new EtsRun(y, form, layout, isSeasonal ? period : 1, start.Season);
        var (low, high) = layout.Box();
        var (point, cost) = NelderMead.Minimise(run.Likelihood, layout.Start(start), layout.Step(start), low, high, 120 * layout.Count, 1e-8);
        if (!double.IsFinite(cost))
        {
            return null;
        }

        var mean = new double[steps];
        var sigma = run.Forecast(point, mean);
        var criterion = cost + (2.0 * parameters) + (2.0 * parameters * (parameters + 1) / (n - parameters - 1));
        return new EtsFit(form, new ModelFit(form.Name, mean, EtsVariance.Deviations(form, layout, point, period, mean, sigma, steps)), criterion);
    }
}
