namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>Zeros of functions of one variable.</summary>
internal static class Roots
{
    private const int MostSteps = 500;

    /// <summary>
    /// The zero between two points where the function has different signs: bisection, secant and inverse quadratic interpolation
    /// (Brent 1973, chapter 4), to the last digits of a double. Cannot leave the bracket.
    /// </summary>
    /// <param name="function">A continuous function.</param>
    /// <param name="low">One end.</param>
    /// <param name="high">The other end.</param>
    public static double Brent(Func<double, double> function, double low, double high)
    {
        double a = low, b = high, fa = function(a), fb = function(b);
        if (fa == 0 || fb == 0)
        {
            return fa == 0 ? a : b;
        }

        double c = a, fc = fa, last = b - a, step = last;
        for (var i = 0; i < MostSteps && fb != 0; i++)
        {
            if (Math.Sign(fb) == Math.Sign(fc))
            {
                (c, fc) = (a, fa);
                last = step = b - a;
            }

            if (Math.Abs(fc) < Math.Abs(fb))
            {
                (a, b, c) = (b, c, b);
                (fa, fb, fc) = (fb, fc, fb);
            }

            var tolerance = 2 * double.Epsilon + (2.3e-16 * Math.Abs(b));
            var half = (c - b) / 2;
            if (Math.Abs(half) <= tolerance)
            {
                break;
            }

            (last, step) = Math.Abs(last) >= tolerance && Math.Abs(fa) > Math.Abs(fb)
                ? Interpolated(new Bracket(a, b, c, fa, fb, fc), half, tolerance, last, step)
                : (half, half);
            (a, fa) = (b, fb);
            b += Math.Abs(step) > tolerance ? step : Math.CopySign(tolerance, half);
            fb = function(b);
        }

        return b;
    }

    private static (double Last, double Step) Interpolated(Bracket at, double half, double tolerance, double last, double step)
    {
        var s = at.Fb / at.Fa;
        double p, q;
        if (at.A == at.C)
        {
            (p, q) = (2 * half * s, 1 - s);
        }
        else
        {
            var r = at.Fb / at.Fc;
            var t = at.Fa / at.Fc;
            p = s * ((2 * half * t * (t - r)) - ((at.B - at.A) * (r - 1)));
            q = (t - 1) * (r - 1) * (s - 1);
        }

        q = p > 0 ? -q : q;
        p = Math.Abs(p);
        return 2 * p < Math.Min((3 * half * q) - Math.Abs(tolerance * q), Math.Abs(last * q)) ? (step, p / q) : (half, half);
    }

    private readonly record struct Bracket(double A, double B, double C, double Fa, double Fb, double Fc);
}
