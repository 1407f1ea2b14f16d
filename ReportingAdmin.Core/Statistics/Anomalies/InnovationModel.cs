using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>
/// How a series without season moves from point to point: an autoregression of its differences, fitted by least squares with Huber's
/// weights. Written as weights π on the levels, so that the error at t is Σ πⱼ·rₜ₋ⱼ − drift.
/// </summary>
internal sealed class InnovationModel
{
    /// <summary>Errors beyond so many scales weigh less (Huber).</summary>
    private const double Knee = 2;

    /// <summary>How many points to each side the local scale looks at.</summary>
    private const int LocalReach = 40;

    /// <summary>With fewer points around it the scale of the whole series is taken.</summary>
    private const int LocalLeast = 20;

    private readonly double _drift;

    private InnovationModel(double[] weights, double drift)
    {
        Weights = weights;
        _drift = drift;
    }

    /// <summary>π, from lag 0; π₀ = 1.</summary>
    public double[] Weights { get; }

    /// <summary>Fits.</summary>
    /// <param name="r">A series without season, at least 12 points.</param>
    public static InnovationModel Fit(double[] r)
    {
        var order = r.Length < 40 ? 1 : r.Length < 100 ? 2 : 4;
        var z = new double[r.Length - 1];
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = r[i + 1] - r[i];
        }

        var centre = RobustScale.Median(z);
        var phi = Coefficients(Array.ConvertAll(z, value => value - centre), order);
        var drift = centre * (1 - phi.Sum());
        var weights = new double[order + 2];
        for (var j = 0; j <= order; j++)
        {
            var a = j == 0 ? 1 : -phi[j - 1];
            weights[j] += a;
            weights[j + 1] -= a;
        }

        return new InnovationModel(weights, drift);
    }

    /// <summary>The one-step errors; those of the first points, which nothing foretells, are 0.</summary>
    /// <param name="r">The series.</param>
    public double[] Errors(double[] r)
    {
        var errors = new double[r.Length];
        Foretell(r, errors, 0, r.Length);
        return errors;
    }

    /// <summary>The errors of foretelling each point from those behind it; those of the last points are 0.</summary>
    /// <param name="r">The series.</param>
    public double[] ErrorsFromTheEnd(double[] r)
    {
        var errors = new double[r.Length];
        ForetellFromTheEnd(r, errors, 0, r.Length);
        return errors;
    }

    /// <summary>Works the one-step errors of some points out anew.</summary>
    /// <param name="r">The series.</param>
    /// <param name="errors">As <see cref="Errors"/> gave them.</param>
    /// <param name="from">The first point.</param>
    /// <param name="to">The point behind the last one.</param>
    public void Foretell(double[] r, double[] errors, int from, int to)
    {
        for (var t = Math.Max(from, Weights.Length - 1); t < Math.Min(to, r.Length); t++)
        {
            errors[t] = -_drift;
            for (var j = 0; j < Weights.Length; j++)
            {
                errors[t] += Weights[j] * r[t - j];
            }
        }
    }

    /// <summary>The same for the errors of foretelling from behind.</summary>
    /// <param name="r">The series.</param>
    /// <param name="errors">As <see cref="ErrorsFromTheEnd"/> gave them.</param>
    /// <param name="from">The first point.</param>
    /// <param name="to">The point behind the last one.</param>
    public void ForetellFromTheEnd(double[] r, double[] errors, int from, int to)
    {
        for (var t = Math.Max(0, from); t < Math.Min(to, r.Length - Weights.Length + 1); t++)
        {
            errors[t] = _drift;
            for (var j = 0; j < Weights.Length; j++)
            {
                errors[t] += Weights[j] * r[t + j];
            }
        }
    }

    /// <summary>The scale of the errors around each point: half way (geometrically) from the whole series to the neighbourhood.</summary>
    /// <param name="errors">The one-step errors.</param>
    public double[] LocalScale(double[] errors)
    {
        var first = Weights.Length - 1;
        var whole = Scale(errors.AsSpan(first));
        var scale = new double[errors.Length];
        var around = new double[(2 * LocalReach) + 1];
        for (var t = 0; t < errors.Length; t++)
        {
            var count = 0;
            for (var i = Math.Max(first, t - LocalReach); i <= Math.Min(errors.Length - 1, t + LocalReach); i++)
            {
                if (i < t || i > t + 3)
                {
                    around[count++] = errors[i]; // the point itself and what it leaves behind say nothing of the usual
                }
            }

            scale[t] = count < LocalLeast ? whole : Math.Max(Math.Sqrt(whole * RobustScale.Mad(around.AsSpan(0, count))), whole / 2);
        }

        return scale;
    }

    /// <summary>The median absolute deviation as a standard deviation; where more than half are the same, the mean absolute one.</summary>
    /// <param name="values">At least one; not all the same, else the smallest positive number.</param>
    public static double Scale(ReadOnlySpan<double> values)
    {
        var mad = RobustScale.Mad(values);
        if (mad > 0)
        {
            return mad;
        }

        var centre = RobustScale.Median(values);
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Abs(value - centre);
        }

        return Math.Max(1.253314137315500 * sum / values.Length, double.Epsilon); // √(π/2)
    }

    private static double[] Coefficients(double[] z, int order)
    {
        var rows = z.Length - order;
        var phi = new double[order];
        var weights = Enumerable.Repeat(1.0, rows).ToArray();
        for (var round = 0; round < 5; round++)
        {
            var columns = Enumerable.Range(1, order)
                .Select(lag => Enumerable.Range(0, rows).Select(i => (DoubleDouble)(weights[i] * z[i + order - lag])).ToArray())
                .ToArray();
            var observed = Enumerable.Range(0, rows).Select(i => weights[i] * z[i + order]).ToArray();
            if (QrLeastSquares.Fit(columns, observed, out _) is not { } fit)
            {
                return phi;
            }

            phi = fit.Coefficients;
            var errors = Enumerable.Range(0, rows).Select(i => z[i + order] - phi.Select((value, lag) => value * z[i + order - lag - 1]).Sum()).ToArray();
            var scale = Scale(errors);
            weights = Array.ConvertAll(errors, error => Math.Sqrt(Math.Min(1, Knee * scale / Math.Max(Math.Abs(error), double.Epsilon))));
        }

        return phi;
    }
}
