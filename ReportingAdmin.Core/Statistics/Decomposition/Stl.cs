using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Decomposition;

/// <summary>Windows of an STL decomposition; the defaults are those of R's stl (season by local means, trend by local lines).</summary>
/// <param name="Period">Points in one season, at least 2.</param>
/// <param name="SeasonWindow">Odd number of seasons that shape the season at one place; 0 keeps one season for the whole series.</param>
internal sealed record StlOptions(int Period, int SeasonWindow)
{
    /// <summary>Points that shape the trend at one place; 0 for the default of the paper's §3.6.</summary>
    public int TrendWindow { get; init; }

    /// <summary>0 smooths the seasons' places by local means, 1 by local lines.</summary>
    public int SeasonDegree { get; init; }

    /// <summary>Rounds of the inner loop.</summary>
    public int Inner { get; init; } = 2;

    /// <summary>Rounds with robustness weights; 0 for none.</summary>
    public int Outer { get; init; }

    /// <summary>Points between local fits are interpolated, one in ten of the window is fitted.</summary>
    public bool Jumps { get; init; } = true;
}

/// <summary>Seasonal-trend decomposition by local regression: Cleveland, Cleveland, McRae and Terpenning (1990), J. Official Statistics 6:3–73.</summary>
internal static class Stl
{
    /// <summary>Splits a series of at least two seasons into season, trend and remainder, which add up to it.</summary>
    public static (double[] Season, double[] Trend) Decompose(ReadOnlySpan<double> y, StlOptions options)
    {
        var n = y.Length;
        var periodic = options.SeasonWindow == 0;
        var seasonWindow = periodic ? (10 * n) + 1 : options.SeasonWindow;
        var trendWindow = options.TrendWindow > 0 ? options.TrendWindow : NextOdd((int)Math.Ceiling(1.5 * options.Period / (1 - (1.5 / seasonWindow))));
        var work = new Workspace(n, options, seasonWindow, trendWindow);
        for (var round = 0; ; round++)
        {
            for (var i = 0; i < options.Inner; i++)
            {
                work.Step(y);
            }

            if (round >= options.Outer)
            {
                break;
            }

            work.Reweight(y);
        }

        if (periodic)
        {
            work.AverageSeason();
        }

        return (work.Season, work.Trend);
    }

    private static int NextOdd(int x) => x % 2 == 0 ? x + 1 : x;

    private sealed class Workspace(int n, StlOptions options, int seasonWindow, int trendWindow)
    {
        private readonly int _period = options.Period;
        private readonly int _lowWindow = NextOdd(options.Period);
        private readonly double[] _cycles = new double[n + (2 * options.Period)];
        private readonly double[] _detrended = new double[n];
        private readonly double[] _low = new double[n];
        private readonly double[] _passes = new double[n + (2 * options.Period)];
        private double[] _weights = [];

        public double[] Season { get; } = new double[n];

        public double[] Trend { get; } = new double[n];

        public void Step(ReadOnlySpan<double> y)
        {
            for (var i = 0; i < n; i++)
            {
                _detrended[i] = y[i] - Trend[i];
            }

            SmoothCycles();
            LowPass();
            for (var i = 0; i < n; i++)
            {
                Season[i] = _cycles[_period + i] - _low[i];
                _detrended[i] = y[i] - Season[i];
            }

            Loess.Smooth(_detrended, trendWindow, 1, Jump(trendWindow), _weights, Trend);
        }

        /// <summary>Bisquare weights of the remainder over six times its median size (§2.4 of the paper).</summary>
        public void Reweight(ReadOnlySpan<double> y)
        {
            var away = new double[n];
            for (var i = 0; i < n; i++)
            {
                away[i] = Math.Abs(y[i] - Season[i] - Trend[i]);
            }

            var limit = 6 * RobustScale.Median(away);
            _weights = new double[n];
            for (var i = 0; i < n; i++)
            {
                var u = limit > 0 ? away[i] / limit : 0;
                _weights[i] = u <= 0.001 ? 1 : u <= 0.999 ? Math.Pow(1 - (u * u), 2) : 0;
            }
        }

        public void AverageSeason()
        {
            for (var j = 0; j < _period && j < n; j++)
            {
                double sum = 0;
                var count = 0;
                for (var i = j; i < n; i += _period, count++)
                {
                    sum += Season[i];
                }

                for (var i = j; i < n; i += _period)
                {
                    Season[i] = sum / count;
                }
            }
        }

        private int Jump(int window) => options.Jumps ? (int)Math.Ceiling(window / 10.0) : 1;

        /// <summary>Smooths each cycle-subseries and extends it by one place at both ends.</summary>
        private void SmoothCycles()
        {
            var most = ((n - 1) / _period) + 1;
            var cycle = new double[most];
            var weights = new double[most];
            var smooth = new double[most];
            for (var j = 0; j < _period; j++)
            {
                var k = ((n - 1 - j) / _period) + 1;
                for (var i = 0; i < k; i++)
                {
                    cycle[i] = _detrended[(i * _period) + j];
                    weights[i] = _weights.Length > 0 ? _weights[(i * _period) + j] : 1;
                }

                var y = cycle.AsSpan(0, k);
                var w = _weights.Length > 0 ? weights.AsSpan(0, k) : default;
                Loess.Smooth(y, seasonWindow, options.SeasonDegree, Jump(seasonWindow), w, smooth.AsSpan(0, k));
                _cycles[j] = Loess.Fit(y, seasonWindow, options.SeasonDegree, -1, 0, Math.Min(seasonWindow, k) - 1, w) ?? smooth[0];
                for (var i = 0; i < k; i++)
                {
                    _cycles[((i + 1) * _period) + j] = smooth[i];
                }

                _cycles[((k + 1) * _period) + j] = Loess.Fit(y, seasonWindow, options.SeasonDegree, k, Math.Max(0, k - seasonWindow), k - 1, w) ?? smooth[k - 1];
            }
        }

        /// <summary>Two moving averages of a period, one of three, then local lines: what the cycles hold of the trend.</summary>
        private void LowPass()
        {
            var first = n + _period + 1;
            var second = first - _period + 1;
            MovingAverage(_cycles, n + (2 * _period), _period, _passes);
            MovingAverage(_passes, first, _period, _passes);
            MovingAverage(_passes, second, 3, _passes);
            Loess.Smooth(_passes.AsSpan(0, n), _lowWindow, 1, Jump(_lowWindow), default, _low);
        }

        private static void MovingAverage(double[] from, int length, int window, double[] to)
        {
            var sum = 0.0;
            for (var i = 0; i < window; i++)
            {
                sum += from[i];
            }

            for (var i = 0; ; i++)
            {
                var leaving = from[i];
                to[i] = sum / window;
                if (i + window >= length)
                {
                    break;
                }

                sum += from[i + window] - leaving;
            }
        }
    }
}
