using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Goals;

/// <summary>Says how likely a goal is reached, and when, from simulated courses of the same forecast.</summary>
public static class GoalForecaster
{
    private const int FewestReadings = 4;

    /// <summary>Judges a goal, or says what stands against it.</summary>
    /// <param name="question">Readings, target and end.</param>
    public static Outcome<GoalOutlook> Judge(GoalQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var known = question.Readings.Where(value => !double.IsNaN(value)).ToArray();
        if (known.Length < FewestReadings)
        {
            return Bad(Say($"A projection needs {FewestReadings} readings, there {(known.Length == 1 ? "is" : "are")} {known.Length}."), "readings", "too_few");
        }

        if (!double.IsFinite(question.Target) || Math.Abs(question.Target) > GapFilling.Largest)
        {
            return Bad("The target must be a number that can be calculated with.", "target", "too_large");
        }

        var left = PeriodCalendar.PeriodsBetween(question.Kind, question.LastOn, question.EndOn);
        if (left < 1)
        {
            return Bad("The goal has ended: there is nothing left to project.", "end_on", "ended");
        }

        if (left > Forecaster.MostSteps)
        {
            return Bad(Say($"The goal ends {left} periods after the last reading; a projection reaches {Forecaster.MostSteps}."), "end_on", "too_far");
        }

        var steps = Math.Min(Forecaster.MostSteps, 2 * left); // beyond the end, to say how late it would be
        var forecast = Forecaster.Forecast(new ForecastRequest(question.Readings, question.Kind, steps) { Level = question.Level });
        return forecast.Ok ? Judge(question, forecast.Value, known, left) : Outcome<GoalOutlook>.From(forecast.Problems);
    }

    private static GoalOutlook Judge(GoalQuestion question, ForecastResult forecast, double[] known, int left)
    {
        var paths = Courses.Simulate(forecast, question.Kind, known.Min() >= 0);
        var isUp = question.Direction == GoalDirection.Increase;
        bool Reaches(double value) => isUp ? value >= question.Target : value <= question.Target;

        var reached = 0;
        var firsts = new int[forecast.Steps.Count + 1];
        foreach (var path in paths)
        {
            reached += Reaches(path[left - 1]) ? 1 : 0;
            var first = Reaches(known[^1]) ? 0 : Array.FindIndex(path, Reaches) + 1;
            if (first > 0 || Reaches(known[^1]))
            {
                firsts[first]++;
            }
        }

        var probability = (double)reached / paths.Length;
        var completion = new Completion(When(0.1), When(0.5), When(0.9));
        var needed = Reaches(known[^1]) ? 0 : (question.Target - known[^1]) / left;
        var actual = (known[^1] - known[0]) / (question.Readings.Count - 1);
        var final = forecast.Steps[left - 1];
        return new GoalOutlook(probability, probability >= 0.5, final, completion, actual, needed, forecast, Sentence(question, probability, final, completion));

        DateOnly? When(double share)
        {
            var sum = 0;
            for (var h = 0; h < firsts.Length; h++)
            {
                sum += firsts[h];
                if (sum >= share * paths.Length)
                {
                    return PeriodCalendar.Add(question.Kind, question.LastOn, h);
                }
            }

            return null;
        }
    }

    private static string Sentence(GoalQuestion question, double probability, ForecastStep final, Completion completion)
    {
        var chance = probability switch
        {
            >= 0.95 => "almost certain",
            >= 0.75 => "likely",
            >= 0.5 => "rather likely",
            >= 0.25 => "rather unlikely",
            >= 0.05 => "unlikely",
            _ => "very unlikely",
        };
        var when = completion.Median is { } date ? Say($"; half of the simulated courses reach it by {date:yyyy-MM-dd}") : "; at this pace it is not reached";
        return Say($"Reaching {question.Target:G6} by {question.EndOn:yyyy-MM-dd} is {chance} ({100 * probability:F0} %): the projected value is {final.Mean:G6}, between {final.Low:G6} and {final.High:G6} in {100 * question.Level:F0} of 100 cases{when}.");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Problem Bad(string message, string field, string code) => new(ProblemKind.Invalid, message, field, code);
}
