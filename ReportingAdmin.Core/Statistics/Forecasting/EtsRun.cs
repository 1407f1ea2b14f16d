namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Runs the recursions of one form over a series (ibid., tables 2.2 and 2.3).</summary>
internal sealed class EtsRun(double[] y, EtsForm form, EtsLayout layout, int period, double[] firstSeason)
{
    private readonly double[] _season = new double[Math.Max(1, period)];

    /// <summary>n log Σ e² (+ 2 Σ log |expected| for multiplicative errors): −2 log likelihood without its constant (ibid., §5.1).</summary>
    public double Likelihood(double[] point) => Run(point, [], out _);

    /// <summary>Forecasts with the given parameters.</summary>
    /// <returns>The standard deviation of the one-step errors (shares when the error is multiplicative).</returns>
    public double Forecast(double[] point, double[] mean)
    {
        Run(point, mean, out var squares);
        return Math.Sqrt(squares / Math.Max(1, y.Length - layout.Count));
    }

    private double Run(double[] point, double[] forecast, out double squares)
    {
        var (alpha, beta, phi, gamma) = layout.Weights(point);
        var (level, slope) = layout.States(point);
        var isSeasonal = form.Season != Part.None;
        var isProduct = form.Season == Part.Multiplicative;
        firstSeason.CopyTo(_season, 0);
        squares = 0;
        var product = 1.0; // of the expected values: one logarithm for many
        var logs = 0.0;
        var place = 0;
        foreach (var value in y)
        {
            var straight = level + (phi * slope);
            var s = isSeasonal ? _season[place] : isProduct ? 1 : 0;
            var expected = isProduct ? straight * s : straight + s;
            var e = value - expected;
            if (form.IsErrorMultiplicative)
            {
                if (!(expected > 1e-12))
                {
                    return double.PositiveInfinity;
                }

                var share = e / expected;
                squares += share * share;
                product *= expected;
                if (product is > 1e100 or < 1e-100)
                {
                    logs += Math.Log(product);
                    product = 1;
                }
            }
            else
            {
                squares += e * e;
            }

            // With multiplicative errors weight × expected × share = weight × e: the recursions are the same in amounts.
            var forLevel = isProduct ? e / s : e;
            level = straight + (alpha * forLevel);
            slope = (phi * slope) + (beta * forLevel);
            if (isSeasonal)
            {
                _season[place] = s + (gamma * (isProduct ? e / straight : e));
                place = place + 1 == period ? 0 : place + 1;
            }
        }

        var faded = 0.0;
        var power = 1.0;
        for (var h = 0; h < forecast.Length; h++)
        {
            power *= phi;
            faded += power;
            var straight = level + (faded * slope);
            var s = isSeasonal ? _season[(place + h) % period] : 0;
            forecast[h] = isProduct ? straight * s : straight + s;
        }

        return (y.Length * Math.Log(Math.Max(squares, 1e-300))) + (form.IsErrorMultiplicative ? 2 * (logs + Math.Log(product)) : 0);
    }
}
