namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Runs the recursions of one ARIMA model over a differenced series (Box and Jenkins 1970; conditional sum of squares).</summary>
/// <param name="z">The differenced series.</param>
/// <param name="order">Which model.</param>
/// <param name="period">Season length; 1 when there is none.</param>
/// <param name="first">The first point whose error counts.</param>
internal sealed class ArimaRun(double[] z, ArimaOrder order, int period, int first)
{
    private readonly double[] _errors = new double[z.Length];
    private readonly double[] _ar = new double[order.Ar + ((order.Ar + 1) * order.SeasonalAr)];
    private readonly double[] _ma = new double[order.Ma + ((order.Ma + 1) * order.SeasonalMa)];
    private readonly int[] _arLags = Lags(order.Ar, order.SeasonalAr, period);
    private readonly int[] _maLags = Lags(order.Ma, order.SeasonalMa, period);

    /// <summary>The sum of squared one-step errors.</summary>
    /// <param name="point">Partial autocorrelations between −1 and 1, so that every model is stationary and invertible (Monahan 1984, Biometrika 71:403–404), then the mean.</param>
    public double Squares(double[] point)
    {
        var mean = Expand(point);
        var squares = 0.0;
        for (var t = 0; t < z.Length; t++)
        {
            var expected = mean;
            for (var k = 0; k < _ar.Length && t >= _arLags[k]; k++)
            {
                expected += _ar[k] * (z[t - _arLags[k]] - mean);
            }

            for (var k = 0; k < _ma.Length && t >= _maLags[k]; k++)
            {
                expected -= _ma[k] * _errors[t - _maLags[k]];
            }

            var e = _errors[t] = z[t] - expected;
            squares += t >= first ? e * e : 0;
        }

        return squares;
    }

    /// <summary>Goes on with the differenced series, and gives how an error now moves it later.</summary>
    /// <param name="point">The parameters.</param>
    /// <param name="steps">How many steps.</param>
    public (double[] Mean, double[] Response) Forecast(double[] point, int steps)
    {
        Squares(point);
        var mean = Expand(point);
        double[] course = [.. z, .. new double[steps]];
        var response = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            var t = z.Length + h;
            course[t] = mean;
            response[h] = h == 0 ? 1 : 0;
            for (var k = 0; k < _ar.Length; k++)
            {
                course[t] += t >= _arLags[k] ? _ar[k] * (course[t - _arLags[k]] - mean) : 0;
                response[h] += h >= _arLags[k] ? _ar[k] * response[h - _arLags[k]] : 0;
            }

            for (var k = 0; k < _ma.Length; k++)
            {
                course[t] -= h < _maLags[k] && t >= _maLags[k] ? _ma[k] * _errors[t - _maLags[k]] : 0;
                response[h] -= h == _maLags[k] ? _ma[k] : 0;
            }
        }

        return (course[z.Length..], response);
    }

    /// <summary>Lags of the product of the plain and the seasonal polynomial, ascending where the plain one is shorter than a season.</summary>
    private static int[] Lags(int plain, int seasonal, int period)
    {
        var lags = new List<int>(Enumerable.Range(1, plain));
        for (var j = 1; j <= seasonal; j++)
        {
            lags.AddRange(Enumerable.Range(j * period, plain + 1));
        }

        return [.. lags];
    }

    /// <summary>Sets the coefficients of both polynomials; gives the mean.</summary>
    private double Expand(double[] point)
    {
        Multiply(Coefficients(point.AsSpan(0, order.Ar)), Coefficients(point.AsSpan(order.Ar + order.Ma, order.SeasonalAr)), _ar);
        Multiply(Coefficients(point.AsSpan(order.Ar, order.Ma)), Coefficients(point.AsSpan(order.Ar + order.Ma + order.SeasonalAr, order.SeasonalMa)), _ma);
        return order.HasMean ? point[^1] : 0;
    }

    /// <summary>1 − Σ cᵢ Bⁱ as the product of two such polynomials.</summary>
    private static void Multiply(double[] plain, double[] seasonal, double[] into)
    {
        plain.CopyTo(into, 0);
        var at = plain.Length;
        foreach (var s in seasonal)
        {
            into[at++] = s;
            foreach (var p in plain)
            {
                into[at++] = -p * s;
            }
        }
    }

    /// <summary>Coefficients from partial autocorrelations (Durbin and Levinson).</summary>
    private static double[] Coefficients(ReadOnlySpan<double> partial)
    {
        var a = new double[partial.Length];
        var before = new double[partial.Length];
        for (var k = 0; k < a.Length; k++)
        {
            a[k] = partial[k];
            for (var j = 0; j < k; j++)
            {
                a[j] = before[j] - (partial[k] * before[k - 1 - j]);
            }

            a.CopyTo(before, 0);
        }

        return a;
    }
}
