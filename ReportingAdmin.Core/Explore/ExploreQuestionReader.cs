using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore;

/// <summary>Reads a question as an address gives it, and names every field that stands against it.</summary>
public static class ExploreQuestionReader
{
    private const int MostAhead = 24;
    private const int MostDaysAhead = 365;
    private const int UsualLevel = 95;

    /// <summary>Reads it; what is left out has its usual value.</summary>
    /// <param name="given">Texts by the names of <see cref="ExploreFields"/>.</param>
    /// <param name="measures">What there is; at least one.</param>
    /// <param name="calendar">What relative dates are relative to.</param>
    public static Outcome<ExploreQuestion> Read(IReadOnlyDictionary<string, string> given, IReadOnlyList<Measure> measures, BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(calendar);
        var problems = new List<Problem>();
        string Text(string name) => given.GetValueOrDefault(name, "").Trim();
        var measure = Text(ExploreFields.Measure) is { Length: > 0 } key ? measures.FirstOrDefault(one => one.Key == key) : Usual(measures);
        if (measure is null)
        {
            problems.Add(Bad(ExploreFields.Measure, $"There is no measure {Text(ExploreFields.Measure)}. Choose one of the list."));
            return Outcome<ExploreQuestion>.From(problems);
        }

        var method = (ExploreMethod)IndexOf(ExploreFields.Method, ExploreFields.Methods, Text(ExploreFields.Method), 0, problems);
        var every = (PeriodKind)IndexOf(ExploreFields.Every, ExploreFields.Kinds, Text(ExploreFields.Every), (int)Later(measure.Finest, PeriodKind.Month), problems);
        if (every < measure.Finest)
        {
            problems.Add(Bad(ExploreFields.Every, $"{measure.Title} comes {measure.Cadence}. Choose {ExploreFields.Kinds[(int)measure.Finest].Label.ToLowerInvariant()} or longer."));
        }

        var subject = Text(ExploreFields.Subject);
        var isEach = subject == ExploreFields.EachSubject && !measure.Subjects.Contains(subject);
        if (isEach && method is not (ExploreMethod.Trend or ExploreMethod.Compare))
        {
            problems.Add(Bad(ExploreFields.Subject, "This is asked of one series. Choose a subject, or all together."));
        }
        else if (subject.Length > 0 && !isEach && !measure.Subjects.Contains(subject))
        {
            problems.Add(Bad(ExploreFields.Subject, $"{measure.Title} has no subject {subject}. Choose one of the list."));
        }

        var (from, to) = Days(given, method, calendar, problems);
        var (target, by) = method == ExploreMethod.Forecast ? Target(Text(ExploreFields.Target), Text(ExploreFields.By), measure, problems) : (null, null);
        var question = new ExploreQuestion(measure, method, every, (Merge)IndexOf(ExploreFields.As, ExploreFields.Merges, Text(ExploreFields.As), (int)measure.Usual, problems))
        {
            Subject = subject.Length > 0 && !isEach ? subject : null,
            Each = isEach,
            From = from,
            To = to,
            Ahead = Ahead(Text(ExploreFields.Ahead), every, problems),
            Level = Level(Text(ExploreFields.Level), problems),
            Target = target,
            By = by,
            Against = (Against)IndexOf(ExploreFields.Against, ExploreFields.Comparisons, Text(ExploreFields.Against), 0, problems),
            With = With(Text(ExploreFields.With), measure, method, measures, every, problems),
        };
        return problems.Count > 0 ? Outcome<ExploreQuestion>.From(problems) : question;
    }

    /// <summary>The measure where none is chosen: the first amount of money that can be added up, else the first one.</summary>
    /// <param name="measures">At least one.</param>
    public static Measure Usual(IReadOnlyList<Measure> measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        return measures.FirstOrDefault(measure => measure.IsMoney && measure.Usual == Merge.Sum) ?? measures[0];
    }

    /// <summary>The longest forecast, in periods.</summary>
    /// <param name="every">How far apart the values are.</param>
    public static int Most(PeriodKind every) => every == PeriodKind.Day ? MostDaysAhead : MostAhead;

    private static Measure? With(string key, Measure measure, ExploreMethod method, IReadOnlyList<Measure> measures, PeriodKind every, List<Problem> problems)
    {
        if (method != ExploreMethod.Correlate)
        {
            return null;
        }

        var other = key.Length > 0 ? measures.FirstOrDefault(one => one.Key == key) : measures.FirstOrDefault(one => one != measure && one.Service == measure.Service && one.Finest <= every);
        if (other is null)
        {
            problems.Add(Bad(ExploreFields.With, key.Length > 0 ? $"There is no measure {key}. Choose one of the list." : "Choose the measure to compare it with."));
        }
        else if (other == measure)
        {
            problems.Add(Bad(ExploreFields.With, "A measure always goes together with itself. Choose another one."));
        }
        else if (every < other.Finest)
        {
            problems.Add(Bad(ExploreFields.With, $"{other.Title} comes {other.Cadence}. Choose another measure, or {ExploreFields.Kinds[(int)other.Finest].Label.ToLowerInvariant()}s."));
        }

        return other;
    }

    private static int Ahead(string text, PeriodKind every, List<Problem> problems)
    {
        var most = Most(every);
        if (text.Length == 0)
        {
            return every switch { PeriodKind.Day => 30, PeriodKind.Week => 13, PeriodKind.Month => 12, PeriodKind.Quarter => 4, _ => 3 };
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ahead) && ahead >= 1 && ahead <= most)
        {
            return ahead;
        }

        problems.Add(Bad(ExploreFields.Ahead, string.Create(CultureInfo.InvariantCulture, $"Write a whole number from 1 to {most}.")));
        return 1;
    }

    private static double Level(string text, List<Problem> problems)
    {
        if (text.Length == 0)
        {
            return UsualLevel / 100.0;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 50 and <= 99)
        {
            return level / 100.0;
        }

        problems.Add(Bad(ExploreFields.Level, "Write a whole number of percent from 50 to 99."));
        return UsualLevel / 100.0;
    }

    private static (AskedTarget? Target, DateOnly? By) Target(string text, string by, Measure measure, List<Problem> problems)
    {
        var day = Day(ExploreFields.By, by, problems);
        if (text.Length == 0)
        {
            if (day is not null)
            {
                problems.Add(Bad(ExploreFields.Target, "Write what is to be reached by then, or leave the day empty."));
            }

            return (null, null);
        }

        var target = AskedTarget.Read(text, measure);
        if (target is null)
        {
            problems.Add(Bad(ExploreFields.Target, measure.IsShare
                ? "Write the target in percent, from 0 to 100, such as 75 or < 30 for at most 30."
                : "Write the target as a number, such as 50,000, 1.2m or < 500 for at most 500."));
        }

        return (target, day);
    }

    private static (DateOnly? From, DateOnly? To) Days(IReadOnlyDictionary<string, string> given, ExploreMethod method, BusinessCalendar calendar, List<Problem> problems)
    {
        var (fromText, toText) = (given.GetValueOrDefault(ExploreFields.From, "").Trim(), given.GetValueOrDefault(ExploreFields.To, "").Trim());
        var word = given.GetValueOrDefault(ExploreFields.Period, "").Trim();
        if (fromText.Length == 0 && toText.Length == 0)
        {
            word = word.Length > 0 ? word : method == ExploreMethod.Compare ? "last-12-months" : "all";
            var period = word switch
            {
                "all" => (Period?)null,
                "last-24-months" => DateTokens.ResolvePeriod("last-12-months", calendar) is { } year ? year with { From = year.From.AddMonths(-12) } : null,
                _ => DateTokens.ResolvePeriod(word, calendar),
            };
            if (word == "all" && method == ExploreMethod.Compare)
            {
                problems.Add(Bad(ExploreFields.Period, "Nothing comes before all readings. Choose a period that can be compared."));
            }
            else if (period is null && word != "all")
            {
                problems.Add(Bad(ExploreFields.Period, $"There is no period {word}. Choose one of the list."));
            }

            return (period?.From, period?.To);
        }

        var (from, to) = (Day(ExploreFields.From, fromText, problems), Day(ExploreFields.To, toText, problems));
        if (from > to)
        {
            problems.Add(Bad(ExploreFields.To, $"The last day must be on or after {Dates.InWords(from.Value)}."));
        }
        else if (method == ExploreMethod.Compare && (from is null || to is null) && problems.Count == 0)
        {
            problems.Add(Bad(from is null ? ExploreFields.From : ExploreFields.To, "A comparison needs both days."));
        }

        return (from, to);
    }

    private static DateOnly? Day(string field, string text, List<Problem> problems)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add(Bad(field, "Write the day as 2026-10-01 or 1 oct 2026."));
        return null;
    }

    private static int IndexOf(string field, IReadOnlyList<Choice> choices, string text, int usual, List<Problem> problems)
    {
        if (text.Length == 0)
        {
            return usual;
        }

        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Value == text)
            {
                return i;
            }
        }

        problems.Add(Bad(field, $"{text} is none of {string.Join(", ", choices.Select(choice => choice.Value))}."));
        return usual;
    }

    private static PeriodKind Later(PeriodKind one, PeriodKind other) => one > other ? one : other;

    private static Problem Bad(string field, string message) => new(ProblemKind.Invalid, message, field, "bad_value");
}
