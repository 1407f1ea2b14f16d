namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Standard deviations of exponential smoothing forecasts (ibid., §6.3: exact for additive, the usual approximation for multiplicative forms).</summary>
internal static class EtsVariance
{
    /// <summary>By step ahead.</summary>
    public static double[] Deviations(EtsForm form, EtsLayout layout, double[] point, int period, double[] mean, double sigma, int steps)
    {
        var (alpha, beta, phi, gamma) = layout.Weights(point);
        var deviations = new double[steps];
        double sum = 1, faded = 0, power = 1;
        for (var h = 1; h <= steps; h++)
        {
            if (h > 1)
            {
                power *= phi;
                faded += power;
                var c = alpha + (beta * faded) + (form.Season != Part.None && (h - 1) % period == 0 ? gamma : 0);
                sum += c * c;
            }

            var size = form.IsErrorMultiplicative ? Math.Abs(mean[h - 1]) : 1;
            deviations[h - 1] = sigma * size * Math.Sqrt(sum);
        }

        return deviations;
    }
}
