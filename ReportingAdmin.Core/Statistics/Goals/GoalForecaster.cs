using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Goals;

/// <summary>Says how likely a goal is reached, and when, from simulated courses of the same forecast.</summary>
public static class GoalForecaster
{
    /// <summary>Fewer readings than this are not projected.</summary>
    public const int FewestReadings = 4;

    /// <summary>Judges a goal, or says what stands against it.</summary>
    /// <param name="question">Readings, target and end.</param>
    public static Outcome<GoalOutlook> Judge(GoalQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var known = question.Readings.Count(value => !double.IsNaN(value));
        if (known < FewestReadings)
        {
            return Bad(Say($"A projection needs {FewestReadings} readings, there {(known == 1 ? "is" : "are")} {known}."), "readings", "too_few");
        }

        if (!double.IsFinite(question.Target) || Math.Abs(question.Target) > GapFilling.Largest)
        {
            return Bad("The target must be a number that can be calculated with.", "target", "too_large");
        }

        var asked = Trimmed(question);
        var left = PeriodCalendar.PeriodsBetween(asked.Kind, asked.LastOn, asked.EndOn);
        if (left < 1)
        {
            return Bad("The goal has ended: there is nothing left to project.", "end_on", "ended");
        }

        if (left > Forecaster.MostSteps)
        {
            return Bad(Say($"The goal ends {left} periods after the last reading; a projection reaches {Forecaster.MostSteps}."), "end_on", "too_far");
        }

        var ahead = Math.Clamp(asked.Ahead ?? left, left, Forecaster.MostSteps);
        var steps = Math.Min(Forecaster.MostSteps, Math.Max(Math.Max(ahead, 2 * left), Beyond(asked.Kind)));
        var forecast = Forecaster.Forecast(new ForecastRequest(asked.Readings, asked.Kind, steps) { Level = asked.Level, TriedSteps = ahead });
        return forecast.Ok ? Judge(asked, forecast.Value, left) : Outcome<GoalOutlook>.From(forecast.Problems);
    }

    // How far is looked to say how late it would be.
    private static int Beyond(PeriodKind kind) => kind switch { PeriodKind.Day => 365, PeriodKind.Week => 104, PeriodKind.Month => 48, _ => 24 };

    /// <summary>Without missing readings at either end: the last one is then known, and on its own date.</summary>
    private static GoalQuestion Trimmed(GoalQuestion question)
    {
        var values = question.Readings;
        var first = 0;
        var last = values.Count - 1;
        while (double.IsNaN(values[first]))
        {
            first++;
        }

        while (double.IsNaN(values[last]))
        {
            last--;
        }

        return question with
        {
            Readings = [.. values.Skip(first).Take(last - first + 1)],
            LastOn = PeriodCalendar.Add(question.Kind, question.LastOn, last - (values.Count - 1)),
        };
    }

    private static GoalOutlook Judge(GoalQuestion question, ForecastResult forecast, int left)
    {
        var readings = question.Readings;
        var paths = Courses.Simulate(forecast, question.Kind, readings.All(value => !(value < 0)));
        var isUp = question.Direction == GoalDirection.Increase;
        bool Reaches(double value) => isUp ? value >= question.Target : value <= question.Target;

        var isReached = Reaches(readings[^1]);
        var chances = new double[forecast.Steps.Count];
        var firsts = new int[forecast.Steps.Count + 1];
        foreach (var path in paths)
        {
            var first = isReached ? 0 : -1;
            for (var h = 0; h < path.Length; h++)
            {
                if (Reaches(path[h]))
                {
                    chances[h] += 1.0 / paths.Length;
                    first = first < 0 ? h + 1 : first;
                }
            }

            if (first >= 0)
            {
                firsts[first]++;
            }
        }

        // Counted, not summed: a thousand times a thousandth is not quite one.
        chances = Array.ConvertAll(chances, chance => Math.Round(chance * paths.Length) / paths.Length);
        var probability = chances[left - 1];
        var completion = new Completion(When(0.1), When(0.5), When(0.9));
        var final = forecast.Steps[left - 1];
        var outlook = new GoalOutlook(probability, probability >= 0.5, final, completion, Pace.SoFar(readings, forecast.Season?.Period ?? 1), Pace.Needed(question, forecast.Season?.Period ?? 1, left), forecast, "")
        {
            IsReached = isReached,
            Chances = chances,
            LookedUntil = End(forecast.Steps.Count),
        };
        return outlook with { Sentence = GoalSentence.Of(question, outlook) };

        DateOnly? When(double share)
        {
            var sum = 0;
            for (var h = 0; h < firsts.Length; h++)
            {
                sum += firsts[h];
                if (sum >= share * paths.Length)
                {
                    return End(h);
                }
            }

            return null;
        }

        // A period's value is known at its end.
        DateOnly End(int step) => PeriodCalendar.Add(question.Kind, PeriodCalendar.Start(question.Kind, question.LastOn), step + 1).AddDays(-1);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Problem Bad(string message, string field, string code) => new(ProblemKind.Invalid, message, field, code);
}
