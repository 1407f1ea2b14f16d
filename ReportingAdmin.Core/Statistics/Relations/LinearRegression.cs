using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Relations;

/// <summary>
/// Least squares by QR (<see cref="QrLeastSquares"/>) with the usual tests: errors and bands assume independent residuals of one
/// variance, p-values and bands also that they are roughly normal (Draper and Smith, Applied Regression Analysis).
/// </summary>
public sealed class LinearRegression
{
    private const string Intercept = "(intercept)";

    private readonly QrLeastSquares _fit;
    private readonly int[] _exponents;
    private readonly int _observedExponent;
    private readonly Func<IReadOnlyList<double>, DoubleDouble[]> _row;

    private LinearRegression(QrLeastSquares fit, int[] exponents, int observedExponent, Func<IReadOnlyList<double>, DoubleDouble[]> row, IReadOnlyList<RegressionTerm> terms, RegressionFit summary)
    {
        (_fit, _exponents, _observedExponent, _row) = (fit, exponents, observedExponent, row);
        (Terms, Fit) = (terms, summary);
        Residuals = [.. fit.Residuals.Select(residual => Math.ScaleB(residual, observedExponent))];
    }

    /// <summary>The terms, the intercept first.</summary>
    public IReadOnlyList<RegressionTerm> Terms { get; }

    /// <summary>The fit as a whole.</summary>
    public RegressionFit Fit { get; }

    /// <summary>Observed minus fitted, in the order of the observations.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>y by one or more columns.</summary>
    /// <param name="columns">Each with its name, all as long as <paramref name="y"/>.</param>
    /// <param name="y">What is to be explained.</param>
    /// <param name="withIntercept">False forces the fit through the origin.</param>
    public static Outcome<LinearRegression> Of(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> columns, IReadOnlyList<double> y, bool withIntercept = true)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(y);
        if (columns.Count == 0)
        {
            return Samples.Bad($"A regression needs at least one column beside y.");
        }

        if (Samples.Refuse([("y", y), .. columns]) is { } problem)
        {
            return problem;
        }

        if (withIntercept && columns.FirstOrDefault(column => Samples.IsConstant(column.Values)) is { Name: { } constant })
        {
            return Samples.Bad($"All values of {constant} are the same, so it explains nothing.", constant);
        }

        var names = (withIntercept ? [Intercept] : Array.Empty<string>()).Concat(columns.Select(column => column.Name)).ToArray();
        return Solve(names, columns[0].Values.Count, i => [.. columns.Select(column => column.Values[i])], Row, y, withIntercept);

        DoubleDouble[] Row(IReadOnlyList<double> values) => [.. withIntercept ? [1] : Array.Empty<DoubleDouble>(), .. values.Select(value => (DoubleDouble)value)];
    }

    /// <summary>y by a polynomial of x; the powers are formed to 32 digits, as a double's rounding of x¹⁰ alone would spoil the fit.</summary>
    /// <param name="x">One column.</param>
    /// <param name="y">What is to be explained.</param>
    /// <param name="degree">From 1.</param>
    public static Outcome<LinearRegression> Polynomial(IReadOnlyList<double> x, IReadOnlyList<double> y, int degree)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        if (Samples.Refuse(("y", y), ("x", x)) is { } problem)
        {
            return problem;
        }

        if (Samples.IsConstant(x))
        {
            return Samples.Bad($"All values of x are the same, so it explains nothing.", "x");
        }

        string[] names = [Intercept, .. Enumerable.Range(1, degree).Select(power => power == 1 ? "x" : FormattableString.Invariant($"x^{power}"))];
        return Solve(names, x.Count, i => [x[i]], Row, y, true);

        DoubleDouble[] Row(IReadOnlyList<double> values)
        {
            var row = new DoubleDouble[degree + 1];
            row[0] = 1;
            for (var power = 1; power <= degree; power++)
            {
                row[power] = row[power - 1] * values[0];
            }

            return row;
        }
    }

    /// <summary>The value at new figures, with the band that holds one new observation there at the level.</summary>
    /// <param name="values">One per column, in their order; of a polynomial x alone.</param>
    /// <param name="level">Between 0 and 1, such as 0.95.</param>
    public Outcome<RegressionPrediction> Predict(IReadOnlyList<double> values, double level)
    {
        if (!(level > 0 && level < 1) || values.Any(value => !double.IsFinite(value)))
        {
            return Samples.Bad($"A prediction needs finite figures and a level between 0 and 1.");
        }

        var row = _row(values);
        if (row.Length != _exponents.Length)
        {
            return Samples.Bad($"A prediction needs {_exponents.Length - (row.Length - values.Count)} figures; there are {values.Count}.");
        }

        var scaled = row.Select((value, k) => Scaled(value, -_exponents[k])).ToArray();
        var value = Math.ScaleB(_fit.Value(scaled), _observedExponent);
        var spread = _fit.Spread(scaled);
        var factor = Distributions.StudentTwoSidedQuantile(1 - level, Fit.Degrees) * Fit.ResidualDeviation;
        double one = factor * Math.Sqrt(1 + spread), mean = factor * Math.Sqrt(spread);
        return double.IsFinite(value) && double.IsFinite(one)
            ? new RegressionPrediction(value, value - one, value + one, value - mean, value + mean)
            : Samples.Bad($"The prediction is too large to be written as a number.");
    }

    private static Outcome<LinearRegression> Solve(
        string[] names, int count, Func<int, double[]> values, Func<IReadOnlyList<double>, DoubleDouble[]> row, IReadOnlyList<double> y, bool withIntercept)
    {
        if (count <= names.Length)
        {
            return Samples.Bad($"{names.Length} coefficients need at least {names.Length + 1} observations; there are {count}.");
        }

        if (Samples.IsConstant(y))
        {
            return Samples.Bad($"All values of y are the same; there is nothing to explain.", "y");
        }

        var rows = Enumerable.Range(0, count).Select(i => row(values(i))).ToArray();
        if (rows.Any(cells => cells.Any(cell => !double.IsFinite(cell.High))))
        {
            return Samples.Bad($"The powers of x are too large to be written as numbers.");
        }

        var exponents = Enumerable.Range(0, names.Length).Select(k => Samples.Exponent([.. rows.Select(cells => cells[k].High)])).ToArray();
        var columns = Enumerable.Range(0, names.Length).Select(k => rows.Select(cells => Scaled(cells[k], -exponents[k])).ToArray()).ToArray();
        var observed = Samples.Scaled(y);
        if (QrLeastSquares.Fit(columns, observed, out var dependent) is not { } fit)
        {
            return Samples.Bad($"{names[dependent]} follows exactly from the other columns; leave it out.", names[dependent]);
        }

        return Describe(fit, names, exponents, y, observed, row, withIntercept);
    }

    private static Outcome<LinearRegression> Describe(
        QrLeastSquares fit, string[] names, int[] exponents, IReadOnlyList<double> y, double[] observed, Func<IReadOnlyList<double>, DoubleDouble[]> row, bool withIntercept)
    {
        var yExponent = Samples.Exponent(y);
        int count = observed.Length, degrees = count - names.Length, explaining = names.Length - (withIntercept ? 1 : 0);
        var whole = SumOfSquares(observed, withIntercept);
        var isExact = fit.ResidualSumOfSquares <= 1e-28 * SumOfSquares(observed, false); // rounding of the data
        var unexplained = isExact ? 0 : fit.ResidualSumOfSquares;
        var variance = unexplained / degrees;
        var f = isExact ? (double?)null : (whole - unexplained) / explaining / variance;
        var summary = new RegressionFit(count, degrees, Math.ScaleB(Math.Sqrt(variance), yExponent), 1 - (unexplained / whole),
            1 - (unexplained / degrees / (whole / (count - (withIntercept ? 1 : 0)))), f, f is { } ratio ? Distributions.FisherUpper(Math.Max(0, ratio), explaining, degrees) : null);
        var spread = fit.CoefficientSpread();
        var terms = names.Select((name, k) =>
        {
            var error = Math.Sqrt(variance * spread[k]);
            var t = error > 0 ? fit.Coefficients[k] / error : (double?)null;
            return new RegressionTerm(name, Math.ScaleB(fit.Coefficients[k], yExponent - exponents[k]), Math.ScaleB(error, yExponent - exponents[k]), t, t is { } value ? Distributions.StudentTwoSided(value, degrees) : null);
        }).ToList();
        return terms.TrueForAll(term => double.IsFinite(term.Coefficient) && double.IsFinite(term.StandardError)) && double.IsFinite(summary.ResidualDeviation)
            ? new LinearRegression(fit, exponents, yExponent, row, terms, summary)
            : Samples.Bad($"A coefficient is too large to be written as a number; measure the columns in units nearer to each other.");
    }

    private static double SumOfSquares(double[] values, bool aboutMean)
    {
        var mean = aboutMean ? DoubleDouble.Sum(values) / values.Length : 0;
        var sum = DoubleDouble.Zero;
        foreach (var value in values)
        {
            var difference = (DoubleDouble)value - mean;
            sum += difference * difference;
        }

        return (double)sum;
    }

    private static DoubleDouble Scaled(DoubleDouble value, int exponent) => new(Math.ScaleB(value.High, exponent), Math.ScaleB(value.Low, exponent));
}
