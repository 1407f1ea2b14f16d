using System.Globalization;
using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Answers where there is too little to fit a model to.</summary>
internal static class ShortHistory
{
    /// <summary>Fewer values than this get the last value.</summary>
    public const int Fewest = 4;

    private const double Caution = 3; // a spread of two or three values is no measure: three times as wide

    /// <summary>A history that never changed goes on as it is.</summary>
    public static ForecastResult Constant(ForecastRequest request, double[] values, List<string> warnings)
    {
        if (values.Length < Fewest)
        {
            return LastValue(request, Array.ConvertAll(values, value => (double)Math.Sign(value)), Math.Abs(values[0]), warnings);
        }

        warnings.Add("All values are the same: the band has no width, as nothing shows how large a change could be.");
        var steps = Enumerable.Range(1, request.Steps).Select(h => new ForecastStep(h, values[0], values[0], values[0], 0)).ToArray();
        return new ForecastResult(steps, request.Level, "The one value that all of the history has.", [new ModelWeight("naive", 1)], null, 0, values.Length, null, warnings);
    }

    /// <summary>The last value with a wide band.</summary>
    public static ForecastResult LastValue(ForecastRequest request, double[] y, double scale, List<string> warnings)
    {
        var change = y.Length > 1 ? SimpleModels.Naive(y, 1).Deviation[0] : 0;
        var sigma = Caution * Math.Max(change, 0.1 * Math.Abs(y[^1]));
        var band = sigma > 0 ? "a wide band" : "no band, as nothing but zero has been seen";
        warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Only {y.Length} {(y.Length == 1 ? "value" : "values")}: the last one is repeated with {band}; {Fewest} are needed for a model, 8 for a dependable one."));
        var z = Distributions.NormalQuantile((1 + request.Level) / 2);
        var lowest = y.Min() >= 0 ? 0 : double.NegativeInfinity;
        var steps = new ForecastStep[request.Steps];
        for (var h = 1; h <= steps.Length; h++)
        {
            var deviation = sigma * Math.Sqrt(h);
            steps[h - 1] = new ForecastStep(h, y[^1] * scale, Math.Max(lowest, y[^1] - (z * deviation)) * scale, (y[^1] + (z * deviation)) * scale, deviation * scale);
        }

        return new ForecastResult(steps, request.Level, "The last value.", [new ModelWeight("naive", 1)], null, 0, y.Length, null, warnings);
    }
}
