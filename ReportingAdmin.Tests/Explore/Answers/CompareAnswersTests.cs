using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Explore.Answers;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Explore.Answers;

/// <summary>Which values of two periods are held against each other, and what is said of it.</summary>
public sealed class CompareAnswersTests
{
    private static readonly Measure s_measure = new("partners_crm", "donation", "USD", "daily", ["A"], new DateOnly(2026, 5, 31));

    // A season ten times as large as the rise: differences 1, 2, 3, 4, 5 have mean 3 and error √(2.5 ÷ 5), t = 4.2426 with 4 degrees, P = 0.0132.
    private static readonly double[] s_then = [10, 50, 90, 50, 10];
    private static readonly double[] s_later = [11, 52, 93, 54, 15];

    [Fact]
    public void Months_are_paired_with_the_same_months_a_year_earlier() =>
        Assert.Equal(
            "Student's t on the differences of 5 months to the same months a year earlier, p = 0.013",
            Test(Question(new DateOnly(2025, 1, 1), new DateOnly(2025, 5, 31)), [.. Months("A", 2024, s_then), .. Months("A", 2025, s_later)]));

    [Fact]
    public void Whole_years_before_are_paired_with_as_many_years_between()
    {
        // 2024 and 2025 against 2022 and 2023: quarters of 10, 50, 90, 50, 10, 50, 90, 50 and 1 to 8 more; mean 4.5, error √(6 ÷ 8), t = 5.196 with 7 degrees, P = 0.0013.
        var starts = Enumerable.Range(0, 8).Select(i => new DateOnly(2022, 2, 1).AddMonths(3 * i)).ToArray();
        double[] season = [10, 50, 90, 50, 10, 50, 90, 50];
        var question = Question(new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 31)) with { Every = PeriodKind.Quarter, Against = Against.Before };

        Assert.Equal(
            "Student's t on the differences of 8 quarters to the same quarters 2 years earlier, p = 0.001",
            Test(question, [.. starts.Select((start, i) => Reading("A", start, season[i])), .. starts.Select((start, i) => Reading("A", start.AddYears(2), season[i] + i + 1))]));
    }

    /// <summary>Means 8 and 3 of five values each with variance 2.5: Welch's t = 5 with 8 degrees, P = 0.00105. As pairs all would differ by 5.</summary>
    [Theory]
    [InlineData(PeriodKind.Day, 1, "")]
    [InlineData(PeriodKind.Week, 7, "; weeks cut at the ends of a period count as far as they lie in it")]
    public void Days_and_weeks_are_not_paired_as_weekdays_lie_on_other_dates(PeriodKind every, int apart, string cut)
    {
        var question = Question(new DateOnly(2025, 3, 3), new DateOnly(2025, 4, 6)) with { Every = every };
        DayReading[] readings =
        [
            .. Enumerable.Range(0, 5).Select(i => Reading("A", new DateOnly(2024, 3, 3).AddDays(i * apart), i + 1)),
            .. Enumerable.Range(0, 5).Select(i => Reading("A", new DateOnly(2025, 3, 3).AddDays(i * apart), i + 6)),
        ];
        var noun = PeriodWords.Noun(every);

        Assert.Equal($"Welch's t on the {noun}s of both periods, p = 0.001; {noun}s are not paired with those of another year, whose weekdays lie on other dates{cut}", Test(question, readings));
    }

    [Fact]
    public void A_month_with_as_many_but_other_subjects_is_no_pair()
    {
        // June has A and B now and had A and C a year earlier.
        DayReading[] readings =
        [
            .. Months("A", 2024, [.. s_then, 3]), .. Months("A", 2025, [.. s_later, 7]),
            .. Months("B", 2024, [0, 0, 0, 0, 0]), .. Months("B", 2025, [0, 0, 0, 0, 0, 1000]),
            .. Months("C", 2024, [0, 0, 0, 0, 0, 0]), .. Months("C", 2025, [0, 0, 0, 0, 0]),
        ];

        Assert.Equal(
            "Student's t on the differences of 5 months to the same months a year earlier, all subjects together, p = 0.013; 1 month without the same subjects in both is left out",
            Test(Question(new DateOnly(2025, 1, 1), new DateOnly(2025, 6, 30)), readings));
    }

    [Fact]
    public void Periods_that_share_days_are_not_tested()
    {
        var readings = Months("A", 2022, [.. Enumerable.Range(0, 36).Select(i => (double)(i * i))]);
        var question = Question(new DateOnly(2023, 1, 1), new DateOnly(2024, 12, 31));

        Assert.Equal("None: the two periods have days in common", Test(question, readings));
        Assert.DoesNotContain("ups and downs", Answer(question, readings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_at_a_moment_is_not_tested() =>
        Assert.Equal(
            "None: what stands at a moment hardly moves from one month to the next, and a test would take too much for more than chance",
            Test(Question(new DateOnly(2025, 1, 1), new DateOnly(2025, 5, 31)) with { Merge = Merge.Last }, [.. Months("A", 2024, s_then), .. Months("A", 2025, s_later)]));

    /// <summary>Five days against ten with the same mean of 3: t = 0, whatever their number.</summary>
    [Fact]
    public void Means_of_more_days_are_not_tested_as_smaller_ones()
    {
        var question = Question(new DateOnly(2025, 3, 1), new DateOnly(2025, 3, 10)) with { Every = PeriodKind.Day, Merge = Merge.Mean };
        DayReading[] readings =
        [
            .. Enumerable.Range(0, 10).Select(i => Reading("A", new DateOnly(2024, 3, 1).AddDays(i), (i % 5) + 1)),
            .. Enumerable.Range(0, 5).Select(i => Reading("A", new DateOnly(2025, 3, 1).AddDays(i), i + 1)),
        ];

        Assert.StartsWith("Welch's t on the days of both periods, p = 1; ", Test(question, readings), StringComparison.Ordinal);
    }

    [Fact]
    public void Months_that_all_rose_by_as_much_are_told_as_the_clearest_change()
    {
        double[] then = [0.1, 0.2, 0.3, 0.4, 0.7];
        var question = Question(new DateOnly(2025, 1, 1), new DateOnly(2025, 5, 31));
        DayReading[] readings = [.. Months("A", 2024, then), .. Months("A", 2025, [.. then.Select(value => value + 0.3)])];

        Assert.Equal("None is needed: each of 5 months differs by as much, the clearest change there is", Test(question, readings));
        Assert.EndsWith(". Each value rose by as much, which the usual ups and downs do not explain.", Answer(question, readings).Sentence, StringComparison.Ordinal);
        Assert.Equal("None: all of 5 months are as they were", Test(question, [.. Months("A", 2024, then), .. Months("A", 2025, then)]));
    }

    private static ExploreQuestion Question(DateOnly from, DateOnly to) => new(s_measure, ExploreMethod.Compare, PeriodKind.Month, Merge.Sum) { From = from, To = to, Against = Against.YearEarlier };

    private static ExploreAnswer Answer(ExploreQuestion question, DayReading[] readings)
    {
        var (now, before) = CompareAnswers.Windows(question, question.To!.Value);
        return CompareAnswers.Of(question, readings, now, before).Value!;
    }

    private static string Test(ExploreQuestion question, DayReading[] readings) => Answer(question, readings).How.Single(fact => fact.Name == "Test").Text;

    private static DayReading[] Months(string subject, int year, double[] values) => [.. values.Select((value, i) => Reading(subject, new DateOnly(year, 1, 15).AddMonths(i), value))];

    private static DayReading Reading(string subject, DateOnly day, double value) => new(subject, day, value, value, value);
}
