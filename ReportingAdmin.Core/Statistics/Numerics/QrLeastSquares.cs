namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>
/// Least squares by Householder QR of the design matrix (Golub and Van Loan, 5.2), in double-double arithmetic: the normal equations
/// would square the condition number, and a polynomial of degree 10 (NIST StRD Filip) needs more than a double's digits already.
/// </summary>
internal sealed class QrLeastSquares
{
    /// <summary>A column of which less than this share is its own follows from the others: doubles hold 1e-16.</summary>
    private const double OwnShare = 1e-13;

    private readonly DoubleDouble[][] _upper;
    private readonly DoubleDouble[] _coefficients;

    private QrLeastSquares(DoubleDouble[][] upper, DoubleDouble[] coefficients, double[] residuals, double sumOfSquares)
    {
        _upper = upper;
        _coefficients = coefficients;
        Residuals = residuals;
        ResidualSumOfSquares = sumOfSquares;
    }

    /// <summary>One per column.</summary>
    public double[] Coefficients => [.. _coefficients.Select(value => (double)value)];

    /// <summary>Observed minus fitted, one per row.</summary>
    public double[] Residuals { get; }

    /// <summary>Their sum of squares.</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>Fits; null with the number of the first column that follows from those before it.</summary>
    /// <param name="columns">The design matrix by columns, at least one, each as long as <paramref name="observed"/> and no longer than many.</param>
    /// <param name="observed">At least as many as columns.</param>
    /// <param name="dependent">The column at fault, or −1.</param>
    public static QrLeastSquares? Fit(IReadOnlyList<DoubleDouble[]> columns, IReadOnlyList<double> observed, out int dependent)
    {
        var rows = observed.Count;
        var count = columns.Count;
        var work = columns.Select(column => (DoubleDouble[])column.Clone()).ToArray();
        var right = observed.Select(value => (DoubleDouble)value).ToArray();
        var upper = new DoubleDouble[count][];
        for (var k = 0; k < count; k++)
        {
            var whole = Norm(columns[k], 0);
            var own = Norm(work[k], k);
            if (own.High <= whole.High * OwnShare)
            {
                dependent = k;
                return null;
            }

            var diagonal = work[k][k].High > 0 ? -own : own;
            var reflector = work[k];
            reflector[k] -= diagonal;
            var half = -(diagonal * reflector[k]); // half the square of its length, without cancellation
            for (var j = k + 1; j < count; j++)
            {
                Reflect(reflector, half, work[j], k);
            }

            Reflect(reflector, half, right, k);
            upper[k] = new DoubleDouble[count];
            upper[k][k] = diagonal;
        }

        for (var k = 0; k < count; k++)
        {
            for (var j = k + 1; j < count; j++)
            {
                upper[k][j] = work[j][k];
            }
        }

        var coefficients = new DoubleDouble[count];
        for (var k = count - 1; k >= 0; k--)
        {
            var rest = right[k];
            for (var j = k + 1; j < count; j++)
            {
                rest -= upper[k][j] * coefficients[j];
            }

            coefficients[k] = rest / upper[k][k];
        }

        dependent = -1;
        return Finish(columns, observed, upper, coefficients, rows);
    }

    /// <summary>x′(X′X)⁻¹x: how far the fitted value at a row of the design varies, in units of the residual variance.</summary>
    /// <param name="row">One value per column.</param>
    public double Spread(IReadOnlyList<DoubleDouble> row)
    {
        var solved = new DoubleDouble[row.Count];
        var sum = DoubleDouble.Zero;
        for (var k = 0; k < row.Count; k++)
        {
            var rest = row[k];
            for (var j = 0; j < k; j++)
            {
                rest -= _upper[j][k] * solved[j];
            }

            solved[k] = rest / _upper[k][k];
            sum += solved[k] * solved[k];
        }

        return (double)sum;
    }

    /// <summary>The fitted value at a row of the design.</summary>
    /// <param name="row">One value per column.</param>
    public double Value(IReadOnlyList<DoubleDouble> row)
    {
        var sum = DoubleDouble.Zero;
        for (var k = 0; k < row.Count; k++)
        {
            sum += row[k] * _coefficients[k];
        }

        return (double)sum;
    }

    /// <summary>The diagonal of (X′X)⁻¹: variances of the coefficients in units of the residual variance.</summary>
    public double[] CoefficientSpread()
    {
        var count = _upper.Length;
        var spread = new double[count];
        for (var k = 0; k < count; k++)
        {
            var unit = new DoubleDouble[count];
            unit[k] = 1;
            spread[k] = Spread(unit);
        }

        return spread;
    }

    private static QrLeastSquares Finish(IReadOnlyList<DoubleDouble[]> columns, IReadOnlyList<double> observed, DoubleDouble[][] upper, DoubleDouble[] coefficients, int rows)
    {
        var residuals = new double[rows];
        var squares = DoubleDouble.Zero;
        for (var i = 0; i < rows; i++)
        {
            DoubleDouble rest = observed[i];
            for (var k = 0; k < coefficients.Length; k++)
            {
                rest -= columns[k][i] * coefficients[k];
            }

            residuals[i] = (double)rest;
            squares += rest * rest;
        }

        return new QrLeastSquares(upper, coefficients, residuals, (double)squares);
    }

    private static DoubleDouble Norm(DoubleDouble[] column, int from)
    {
        var sum = DoubleDouble.Zero;
        for (var i = from; i < column.Length; i++)
        {
            sum += column[i] * column[i];
        }

        return DoubleDouble.Sqrt(sum);
    }

    private static void Reflect(DoubleDouble[] reflector, DoubleDouble half, DoubleDouble[] column, int from)
    {
        var product = DoubleDouble.Zero;
        for (var i = from; i < column.Length; i++)
        {
            product += reflector[i] * column[i];
        }

        var factor = product / half;
        for (var i = from; i < column.Length; i++)
        {
            column[i] -= factor * reflector[i];
        }
    }
}
