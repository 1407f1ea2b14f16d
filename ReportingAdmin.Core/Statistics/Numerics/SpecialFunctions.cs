namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>
/// The functions that distributions are made of, to about 14 digits: series and continued fractions (Abramowitz and Stegun 1964,
/// 6.1, 6.5, 26.5; the fractions evaluated by Lentz's method).
/// </summary>
internal static class SpecialFunctions
{
    private const double Tiny = 1e-300;
    private const int MostTerms = 1_000_000;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>ln(1 + x) without loss near zero (Kahan); <see cref="double.LogP1"/> loses the digits.</summary>
    public static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>exp(x) − 1 without loss near zero (Kahan).</summary>
    public static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        var less = u - 1;
        return less == -1 ? -1 : double.IsInfinity(u) ? u : less * (x / Math.Log(u));
    }

    /// <summary>ln Γ(x) for x &gt; 0: Stirling's series above 10, shifted up below.</summary>
    public static double LogGamma(double x)
    {
        var product = 1.0;
        while (x < 10)
        {
            product *= x;
            x++;
        }

        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingRest(x) - Math.Log(product);
    }

    /// <summary>ln B(a, b) for positive a and b, without the cancellation of three large ln Γ.</summary>
    public static double LogBeta(double a, double b)
    {
        if (a > b)
        {
            (a, b) = (b, a);
        }

        var sum = a + b;
        if (b < 10)
        {
            return LogGamma(a) + LogGamma(b) - LogGamma(sum);
        }

        var bRest = StirlingRest(b) - StirlingRest(sum);
        return a < 10
            ? LogGamma(a) + ((b - 0.5) * Log1P(-a / sum)) - (a * Math.Log(sum)) + a + bRest
            : ((a - 0.5) * Math.Log(a / sum)) + (b * Log1P(-a / sum)) - (0.5 * Math.Log(b)) + HalfLogTwoPi + StirlingRest(a) + bRest;
    }

    /// <summary>The regularised incomplete beta function I_x(a, b).</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">Between 0 and 1.</param>
    /// <param name="rest">1 − x, given apart so that it keeps its digits when x is near 1.</param>
    public static double IncompleteBeta(double a, double b, double x, double rest)
    {
        if (x <= 0 || rest <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        var logX = x > 0.5 ? Log1P(-rest) : Math.Log(x);
        var logRest = rest > 0.5 ? Log1P(-x) : Math.Log(rest);
        var front = Math.Exp((a * logX) + (b * logRest) - LogBeta(a, b));
        return x < (a + 1) / (a + b + 2)
            ? front * BetaFraction(a, b, x) / a
            : 1 - (front * BetaFraction(b, a, rest) / b);
    }

    /// <summary>The regularised upper incomplete gamma function Q(a, x) for a &gt; 0, x ≥ 0.</summary>
    public static double UpperGamma(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        var front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        return x < a + 1 ? 1 - (front * GammaSeries(a, x)) : front * GammaFraction(a, x);
    }

    /// <summary>The complementary error function.</summary>
    public static double Erfc(double x) => x < 0 ? 2 - Erfc(-x) : UpperGamma(0.5, x * x);

    private static double StirlingRest(double x)
    {
        var square = 1 / (x * x);
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (((1.0 / 1188) - (((691.0 / 360360) - (square / 156)) * square)) * square)) * square)) * square)) * square)) / x;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; m < MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            var step = d * c;
            value *= step;
            if (Math.Abs(step - 1) < 1e-16)
            {
                break;
            }
        }

        return value;
    }

    private static double GammaSeries(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < MostTerms && term > sum * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    private static double GammaFraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / NotZero(b);
        var value = d;
        for (var n = 1; n < MostTerms; n++)
        {
            var factor = -n * (n - a);
            b += 2;
            d = 1 / NotZero((factor * d) + b);
            c = NotZero(b + (factor / c));
            var step = d * c;
            value *= step;
            if (Math.Abs(step - 1) < 1e-16)
            {
                break;
            }
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
