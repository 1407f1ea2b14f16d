namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Where a form's parameters stand in the vector that is optimised: alpha, level, then beta and slope, phi, gamma as the form has them.</summary>
internal sealed class EtsLayout
{
    /// <summary>Lays out the parameters of a form.</summary>
    public EtsLayout(EtsForm form)
    {
        var next = 2;
        if (form.Trend != Part.None)
        {
            Beta = next++;
            Slope = next++;
        }

        if (form.Trend == Part.Damped)
        {
            Phi = next++;
        }

        if (form.Season != Part.None)
        {
            Gamma = next++;
        }

        Count = next;
    }

    /// <summary>How many are optimised.</summary>
    public int Count { get; }

    private int Beta { get; } = -1;

    private int Slope { get; } = -1;

    private int Phi { get; } = -1;

    private int Gamma { get; } = -1;

    /// <summary>The smoothing weights: beta as a share of alpha and gamma as a share of 1 − alpha, so that any point of the box is admissible.</summary>
    public (double Alpha, double Beta, double Phi, double Gamma) Weights(double[] p) =>
        (p[0], Beta < 0 ? 0 : p[Beta] * p[0], Phi < 0 ? 1 : p[Phi], Gamma < 0 ? 0 : p[Gamma] * (1 - p[0]));

    /// <summary>The first level and slope.</summary>
    public (double Level, double Slope) States(double[] p) => (p[1], Slope < 0 ? 0 : p[Slope]);

    /// <summary>The borders, those of R's ets.</summary>
    public (double[] Low, double[] High) Box()
    {
        var low = Vector(1e-4, double.MinValue, 1e-4, double.MinValue, 0.8, 1e-4);
        var high = Vector(0.9999, double.MaxValue, 0.9999, double.MaxValue, 0.98, 0.9999);
        return (low, high);
    }

    /// <summary>Where the search begins.</summary>
    public double[] Start(EtsStart start) => Vector(0.3, start.Level, 0.1, start.Slope, 0.95, 0.05);

    /// <summary>How far the first simplex reaches.</summary>
    public double[] Step(EtsStart start) => Vector(0.3, start.Scale, 0.2, 0.3 * start.Scale / 3, -0.05, 0.2);

    private double[] Vector(double alpha, double level, double beta, double slope, double phi, double gamma)
    {
        var vector = new double[Count];
        (vector[0], vector[1]) = (alpha, level);
        Set(Beta, beta);
        Set(Slope, slope);
        Set(Phi, phi);
        Set(Gamma, gamma);
        return vector;

        void Set(int at, double value)
        {
            if (at >= 0)
            {
                vector[at] = value;
            }
        }
    }
}
