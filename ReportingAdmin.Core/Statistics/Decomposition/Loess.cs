namespace ReportingAdmin.Core.Statistics.Decomposition;

/// <summary>Local regression at equally spaced points with tricube weights, as STL needs it (Cleveland et al. 1990, §3).</summary>
internal static class Loess
{
    /// <summary>Smooths a series; with a jump above 1 only every jump-th point is fitted and the others are interpolated.</summary>
    public static void Smooth(ReadOnlySpan<double> y, int window, int degree, int jump, ReadOnlySpan<double> weights, Span<double> result)
    {
        var n = y.Length;
        if (n < 2)
        {
            y.CopyTo(result);
            return;
        }

        jump = Math.Min(jump, n - 1);
        for (var i = 0; i < n; i += jump)
        {
            FitInside(y, window, degree, i, weights, result);
        }

        if (jump == 1)
        {
            return;
        }

        var last = (n - 1) / jump * jump;
        for (var i = 0; i < last; i += jump)
        {
            Interpolate(result, i, i + jump);
        }

        if (last != n - 1)
        {
            FitInside(y, window, degree, n - 1, weights, result);
            Interpolate(result, last, n - 1);
        }
    }

    /// <summary>The local fit at a place, which may lie outside the points; null when no point has a weight.</summary>
    /// <param name="y">The series, at places 0, 1, 2, …</param>
    /// <param name="window">Points that count for the bandwidth.</param>
    /// <param name="degree">0 for a local mean, 1 for a local line.</param>
    /// <param name="x">Where.</param>
    /// <param name="left">First point used.</param>
    /// <param name="right">Last point used.</param>
    /// <param name="weights">Robustness weights, or empty.</param>
    public static double? Fit(ReadOnlySpan<double> y, int window, int degree, double x, int left, int right, ReadOnlySpan<double> weights)
    {
        var n = y.Length;
        var h = Math.Max(x - left, right - x) + (window > n ? (window - n) / 2 : 0);
        double near = 0.001 * h, far = 0.999 * h, total = 0, mean = 0;
        Span<double> w = right - left < 512 ? stackalloc double[right - left + 1] : new double[right - left + 1];
        for (var j = left; j <= right; j++)
        {
            var r = Math.Abs(j - x);
            var weight = 0.0;
            if (r <= far)
            {
                weight = 1;
                if (r > near)
                {
                    var q = r / h;
                    var cube = 1 - (q * q * q);
                    weight = cube * cube * cube;
                }

                if (!weights.IsEmpty)
                {
                    weight *= weights[j];
                }
            }

            w[j - left] = weight;
            total += weight;
            mean += weight * j;
        }

        if (total <= 0)
        {
            return null;
        }

        mean /= total;
        var slope = 0.0;
        if (h > 0 && degree > 0)
        {
            var spread = 0.0;
            for (var j = left; j <= right; j++)
            {
                spread += w[j - left] * (j - mean) * (j - mean);
            }

            spread /= total;
            if (Math.Sqrt(spread) > 0.001 * (n - 1))
            {
                slope = (x - mean) / spread;
            }
        }

        var fit = 0.0;
        for (var j = left; j <= right; j++)
        {
            fit += w[j - left] / total * ((slope * (j - mean)) + 1) * y[j];
        }

        return fit;
    }

    private static void FitInside(ReadOnlySpan<double> y, int window, int degree, int i, ReadOnlySpan<double> weights, Span<double> result)
    {
        var n = y.Length;
        var left = window >= n ? 0 : Math.Clamp(i - ((window - 1) / 2), 0, n - window);
        var right = window >= n ? n - 1 : left + window - 1;
        result[i] = Fit(y, window, degree, i, left, right, weights) ?? y[i];
    }

    private static void Interpolate(Span<double> values, int from, int to)
    {
        var slope = (values[to] - values[from]) / (to - from);
        for (var j = from + 1; j < to; j++)
        {
            values[j] = values[from] + (slope * (j - from));
        }
    }
}
