using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Statistics.Relations;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore.Answers;

/// <summary>Whether two measures go together; by their changes, as what grows together need not belong together.</summary>
internal static class CorrelationAnswers
{
    private const int LeastPeriods = 8;
    private const double Significant = 0.05;

    /// <summary>Answers.</summary>
    public static Outcome<ExploreAnswer> Of(ExploreQuestion question, PreparedSeries one, PreparedSeries other)
    {
        var kind = question.Every;
        var values = other.Starts.Zip(other.Values).ToDictionary(pair => pair.First, pair => pair.Second);
        var starts = one.Starts.Where(values.ContainsKey).ToArray();
        if (starts.Length < LeastPeriods)
        {
            return new Problem(ProblemKind.Invalid, AnswerParts.Say($"A correlation needs at least {LeastPeriods} {PeriodWords.Noun(kind)}s that both measures have; there are {starts.Length}. Choose shorter periods or more readings."), ExploreFields.Every, "too_few");
        }

        var mine = one.Starts.Zip(one.Values).Where(pair => values.ContainsKey(pair.First)).Select(pair => pair.Second).ToArray();
        var theirs = Array.ConvertAll(starts, start => values[start]);
        var rows = new List<IReadOnlyList<string>>();
        CorrelationAnswer? told = null;
        foreach (var (name, x, y) in new[] { ("Changes", Changes(mine), Changes(theirs)), ("Values", mine, theirs) })
        {
            foreach (var method in Enum.GetValues<CorrelationMethod>())
            {
                var found = Correlation.Of(x, y, method);
                if (!found.Ok)
                {
                    return new Problem(ProblemKind.Invalid, "One of the two measures never changes in these days, so nothing can go together with it. Choose other days or another measure.", ExploreFields.With, "constant");
                }

                told = told is null && method == CorrelationMethod.Spearman ? found.Value : told;
                rows.Add([name, method.ToString(), AnswerParts.Say($"{found.Value.Coefficient:0.00}").Replace('-', '−'), found.Value.PValue < 0.001 ? "< 0.001" : AnswerParts.Say($"{found.Value.PValue:0.000}"), AnswerParts.Say($"{found.Value.Count}")]);
            }
        }

        var otherName = question.With!.Service == question.Measure.Service ? question.With.Title : $"{question.With.Title} ({question.With.ServiceTitle})";
        var sentence = Sentence(question, otherName, told!);
        var picture = new ChartData(ChartKind.Line, "Both measures, 100 = their own mean", PeriodWords.Capital(PeriodWords.Noun(kind)), [.. starts.Select(start => PeriodWords.Label(kind, start))],
            [Indexed(question.Name, mine), Indexed(otherName, theirs)], Format.OneDecimal, sentence)
        { OverTime = true };
        return new ExploreAnswer(sentence, picture, new AnswerTable("Correlation", [new("Of", false), new("Measure of it", false), new("Coefficient"), new("p"), new("n")], rows),
        [
            AnswerParts.MeasureFact(question, question.Subject is null ? question.Measure.Subjects.Count : 1),
            new("With", $"{otherName}, all subjects together"),
            new("Method", $"Spearman's rank correlation of the changes from one {PeriodWords.Noun(kind)} to the next; two measures that both grow always correlate in their values"),
            new("History", $"{PeriodWords.Count(kind, starts.Length)}, {PeriodWords.Label(kind, starts[0])} to {PeriodWords.Label(kind, starts[^1])}"),
            new("Caution", "A correlation does not say what causes what; a season that both have is enough"),
        ], [.. one.Notes, .. other.Notes]);
    }

    private static double[] Changes(double[] values) => [.. values.Skip(1).Zip(values, (now, before) => now - before)];

    private static ChartSeries Indexed(string name, double[] values)
    {
        var mean = values.Average();
        return new ChartSeries(name, ChartKind.Line, [.. values.Select(value => mean != 0 ? (decimal?)Math.Round((decimal)Math.Clamp(100 * value / mean, -1e12, 1e12), 1) : null)]);
    }

    private static string Sentence(ExploreQuestion question, string other, CorrelationAnswer found)
    {
        var a = PeriodWords.Noun(question.Every);
        var told = AnswerParts.Say($"(Spearman {found.Coefficient:0.00}, {AnswerParts.Chance(found.PValue)}, n = {found.Count})").Replace("-0", "−0", StringComparison.Ordinal);
        if (found.PValue >= Significant)
        {
            return $"From one {a} to the next, {question.Name} and {other} do not visibly go together {told}.";
        }

        var how = Math.Abs(found.Coefficient) switch { >= 0.7 => "nearly always", >= 0.4 => "often", _ => "somewhat more often than not" };
        return $"When {question.Name} rose from one {a} to the next, {other} {how} {(found.Coefficient > 0 ? "rose" : "fell")} too {told}; that does not say that one causes the other.".Replace("fell too", "fell", StringComparison.Ordinal);
    }
}
