namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>Probabilities and quantiles of the distributions that tests and bands use; tails to about 13 digits.</summary>
internal static class Distributions
{
    /// <summary>P(Z ≤ x) of the standard normal distribution.</summary>
    public static double NormalCdf(double x) => 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2));

    /// <summary>P(|Z| ≥ |x|) of the standard normal distribution.</summary>
    public static double NormalTwoSided(double x) => SpecialFunctions.Erfc(Math.Abs(x) / Math.Sqrt(2));

    /// <summary>The standard normal quantile (Acklam's rational start, then two steps of Halley's method).</summary>
    /// <param name="p">Between 0 and 1, both excluded.</param>
    public static double NormalQuantile(double p)
    {
        if (p > 0.5)
        {
            return -NormalQuantile(1 - p);
        }

        var x = NormalStart(p);
        for (var i = 0; i < 2; i++)
        {
            var step = (NormalCdf(x) - p) * Math.Sqrt(2 * Math.PI) * Math.Exp(x * x / 2);
            x -= step / (1 + (x * step / 2));
        }

        return x;
    }

    /// <summary>P(|T| ≥ |t|) of Student's t.</summary>
    /// <param name="t">The statistic; may be infinite.</param>
    /// <param name="degrees">Degrees of freedom, positive.</param>
    public static double StudentTwoSided(double t, double degrees)
    {
        if (double.IsInfinity(t) || double.IsInfinity(t * t))
        {
            return 0;
        }

        var square = t * t;
        return SpecialFunctions.IncompleteBeta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square));
    }

    /// <summary>The value that |T| exceeds with the given probability: the factor of a band of 1 − <paramref name="tail"/>.</summary>
    /// <param name="tail">Both tails together, between 0 and 1.</param>
    /// <param name="degrees">Degrees of freedom, positive.</param>
    public static double StudentTwoSidedQuantile(double tail, double degrees)
    {
        var high = 2.0;
        while (StudentTwoSided(high, degrees) > tail && high < 1e150)
        {
            high *= 2;
        }

        return Roots.Brent(t => StudentTwoSided(t, degrees) - tail, 0, high);
    }

    /// <summary>P(F ≥ f) of Fisher's F.</summary>
    /// <param name="f">The statistic, not negative; may be infinite.</param>
    /// <param name="upper">Degrees of freedom of the numerator.</param>
    /// <param name="lower">Degrees of freedom of the denominator.</param>
    public static double FisherUpper(double f, double upper, double lower)
    {
        if (double.IsInfinity(f))
        {
            return 0;
        }

        var part = upper * f;
        return SpecialFunctions.IncompleteBeta(lower / 2, upper / 2, lower / (lower + part), part / (lower + part));
    }

    /// <summary>P(χ² ≥ x).</summary>
    /// <param name="x">The statistic, not negative.</param>
    /// <param name="degrees">Degrees of freedom, positive.</param>
    public static double ChiSquaredUpper(double x, double degrees) => SpecialFunctions.UpperGamma(degrees / 2, x / 2);

    private static double NormalStart(double p)
    {
        if (p < 0.02425)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return ((((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838) * q) - 2.549732539343734) * q) + 4.374664141464968) * q) + 2.938163982698783)
                / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996) * q) + 3.754408661907416) * q) + 1);
        }

        var r = p - 0.5;
        var s = r * r;
        return ((((((((((-3.969683028665376e+01 * s) + 2.209460984245205e+02) * s) - 2.759285104469687e+02) * s) + 1.383577518672690e+02) * s) - 3.066479806614716e+01) * s) + 2.506628277459239) * r
            / ((((((((((-5.447609879822406e+01 * s) + 1.615858368580409e+02) * s) - 1.556989798598866e+02) * s) + 6.680131188771972e+01) * s) - 1.328068155288572e+01) * s) + 1);
    }
}
