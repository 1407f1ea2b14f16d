namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>A point that stands out.</summary>
/// <param name="Index">Which.</param>
/// <param name="Size">Observed minus expected.</param>
/// <param name="Score">Its size in standard errors.</param>
/// <param name="Value">What was observed.</param>
internal readonly record struct Outlier(int Index, double Size, double Score, double Value);

/// <summary>What the scan for points leaves for others.</summary>
/// <param name="Points">The outliers.</param>
/// <param name="Clean">The series without season and outliers.</param>
/// <param name="Errors">Its one-step errors.</param>
/// <param name="Scale">Their local scale.</param>
/// <param name="SeasonalScale">The robust scale of the differences over one season.</param>
internal sealed record ScanResult(IReadOnlyList<Outlier> Points, double[] Clean, double[] Errors, double[] Scale, double SeasonalScale);

/// <summary>The search for single points.</summary>
internal static class OutlierScan
{
    /// <summary>How many points behind it an outlier is looked for in the errors.</summary>
    private const int Echo = 30;

    /// <summary>An anomaly is also large by what a season usually changes, in robust scales of the seasonal difference.</summary>
    private const double LeastSize = 3;

    /// <summary>How often everything is fitted anew without the outliers found so far.</summary>
    private const int Passes = 3;

    /// <summary>At most one in so many points is an outlier.</summary>
    private const int PointsPerOutlier = 40;

    /// <summary>Finds additive outliers, the largest first, and fits anew without them.</summary>
    /// <param name="y">The series, gaps filled.</param>
    /// <param name="isThere">False where a gap was filled.</param>
    /// <param name="season">Its season in points; 1 = none.</param>
    public static ScanResult Run(double[] y, bool[] isThere, int season)
    {
        var differences = new double[y.Length - season];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = y[i + season] - y[i];
        }

        var seasonalScale = InnovationModel.Scale(differences);
        var found = new List<Outlier>();
        for (var pass = 1; ; pass++)
        {
            var clean = (double[])y.Clone();
            found.ForEach(point => clean[point.Index] -= point.Size);
            var seasonal = RobustSeason.Of(clean, season);
            var current = y.Zip(seasonal, (value, part) => value - part).ToArray();
            var model = InnovationModel.Fit(clean.Zip(seasonal, (value, part) => value - part).ToArray());
            var scale = model.LocalScale(model.Errors(current));
            found = Greedy(y, current, isThere, model, scale, LeastSize * seasonalScale);
            if (pass == Passes)
            {
                return new ScanResult(found, current, model.Errors(current), scale, seasonalScale);
            }
        }
    }

    private static List<Outlier> Greedy(double[] y, double[] current, bool[] isThere, InnovationModel model, double[] scale, double leastSize)
    {
        var found = new List<Outlier>();
        var taken = new bool[y.Length];
        var most = Math.Max(1, (y.Length + PointsPerOutlier - 1) / PointsPerOutlier);
        var ahead = model.Errors(current);
        var back = model.ErrorsFromTheEnd(current);
        var unforetold = model.Weights.Length - 1; // the first points are judged from behind: backwards the series moves by the same rule
        var judged = new (double Size, double Score)[y.Length];
        Judge(0, y.Length);
        while (found.Count < most)
        {
            var best = default(Outlier);
            for (var t = 0; t < y.Length; t++)
            {
                if (judged[t].Score > best.Score && !taken[t] && isThere[t] && Math.Abs(judged[t].Size) >= leastSize)
                {
                    best = new Outlier(t, judged[t].Size, judged[t].Score, y[t]);
                }
            }

            if (best.Score < AnomalyDetector.Threshold)
            {
                break;
            }

            found.Add(best);
            taken[best.Index] = true;
            current[best.Index] -= best.Size;
            model.Foretell(current, ahead, best.Index, best.Index + unforetold + 1);
            model.ForetellFromTheEnd(current, back, best.Index - unforetold, best.Index + 1);
            Judge(best.Index - unforetold - Echo, best.Index + unforetold + Echo + 1); // no other point sees what has changed
        }

        return found;

        void Judge(int from, int to)
        {
            for (var t = Math.Max(0, from); t < Math.Min(to, judged.Length); t++)
            {
                judged[t] = t < unforetold ? At(t, -1, back, scale, model.Weights) : At(t, 1, ahead, scale, model.Weights);
            }
        }
    }

    /// <summary>Size and score of an additive outlier at t; no score where a level shift explains the errors better.</summary>
    private static (double Size, double Score) At(int t, int direction, double[] errors, double[] scale, double[] weights)
    {
        double product = 0, squares = 0, stepProduct = 0, stepSquares = 0, step = 0;
        var nearest = Math.Min(weights.Length - 1, errors.Length - 1);
        for (var j = 0; j < Echo && t + (direction * j) is var at && at >= 0 && at < errors.Length; j++)
        {
            var weight = j < weights.Length ? weights[j] : 0;
            step += weight;
            if (direction > 0 ? at < nearest : at > errors.Length - 1 - nearest)
            {
                continue;
            }

            var precision = 1 / (scale[at] * scale[at]);
            product += weight * errors[at] * precision;
            squares += weight * weight * precision;
            stepProduct += step * errors[at] * precision;
            stepSquares += step * step * precision;
        }

        if (squares <= 0 || !double.IsFinite(squares))
        {
            return (0, 0);
        }

        var score = Math.Abs(product) / Math.Sqrt(squares);
        var isShift = (direction > 0 ? t < errors.Length - 1 : t > 0) && stepSquares > 0 && Math.Abs(stepProduct) / Math.Sqrt(stepSquares) > score;
        return isShift ? (0, 0) : (product / squares, score);
    }
}
