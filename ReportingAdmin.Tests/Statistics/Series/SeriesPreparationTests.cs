using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Statistics.Series;

public sealed class SeriesPreparationTests
{
    [Fact]
    public void Prepare_gap_duplicate_and_open_month_are_handled_and_said()
    {
        DatedValue[] points =
        [
            new(new DateOnly(2025, 4, 10), 40), new(new DateOnly(2025, 1, 3), 10), new(new DateOnly(2025, 1, 20), 30),
            new(new DateOnly(2025, 3, 31), 30), new(new DateOnly(2025, 2, 5), double.NaN),
        ];
        var result = SeriesPreparation.Prepare(points, PeriodKind.Month, Merge.Mean, new DateOnly(2025, 4, 15)).Value!;
        Assert.Equal([20.0, 25, 30], result.Values); // January (10 + 30) ÷ 2, February half-way, April is open
        Assert.Equal([new DateOnly(2025, 1, 1), new DateOnly(2025, 2, 1), new DateOnly(2025, 3, 1)], result.Starts);
        Assert.Equal(new DateOnly(2025, 5, 1), result.Following(2)[^1]);
        Assert.Equal(4, result.Notes.Count);
    }

    [Fact]
    public void Prepare_sum_counts_an_empty_week_as_zero()
    {
        DatedValue[] points = [new(new DateOnly(2025, 1, 5), 7), new(new DateOnly(2025, 1, 13), 5)];
        Assert.Equal([7.0, 0, 5], SeriesPreparation.Prepare(points, PeriodKind.Week, Merge.Sum).Value!.Values); // a Sunday, and the Monday after the next week
    }

    [Fact]
    public void Prepare_values_of_one_date_alone_are_one_point()
    {
        DatedValue[] points = [new(new DateOnly(2025, 1, 5), 7), new(new DateOnly(2025, 1, 5), 5), new(new DateOnly(2025, 1, 5), 3)];

        var summed = SeriesPreparation.Prepare(points, PeriodKind.Day, Merge.Sum).Value!;
        Assert.Equal([15.0], summed.Values);
        Assert.Equal(["1 period had several values, which were summed."], summed.Notes);
        Assert.Equal([3.0], SeriesPreparation.Prepare(points, PeriodKind.Day, Merge.Last).Value!.Values);
    }

    [Fact]
    public void Prepare_unsorted_dates_and_a_date_of_another_century_are_put_in_order_or_refused()
    {
        DatedValue[] points = [new(new DateOnly(2025, 3, 5), 3), new(new DateOnly(2025, 1, 5), 1), new(new DateOnly(2025, 2, 5), 2)];
        Assert.Equal([1.0, 2, 3], SeriesPreparation.Prepare(points, PeriodKind.Month, Merge.Sum).Value!.Values);

        DatedValue[] far = [new(new DateOnly(1025, 3, 5), 3), new(new DateOnly(2025, 1, 5), 1)];
        Assert.Equal("too_long", SeriesPreparation.Prepare(far, PeriodKind.Day, Merge.Sum).FirstProblem.Code);
        Assert.Equal("too_large", SeriesPreparation.Prepare([new(new DateOnly(2025, 1, 5), 1e200)], PeriodKind.Day, Merge.Sum).FirstProblem.Code);
    }

    [Fact]
    public void Prepare_nothing_says_so() =>
        Assert.Equal("no_values", SeriesPreparation.Prepare([], PeriodKind.Day, Merge.Sum).FirstProblem.Code);

    [Fact]
    public void Add_month_keeps_to_the_last_day_of_a_shorter_month()
    {
        Assert.Equal(new DateOnly(2024, 2, 29), PeriodCalendar.Add(PeriodKind.Month, new DateOnly(2024, 1, 31), 1));
        Assert.Equal(new DateOnly(2025, 2, 28), PeriodCalendar.Add(PeriodKind.Year, new DateOnly(2024, 2, 29), 1));
        Assert.Equal(DateOnly.MaxValue, PeriodCalendar.Add(PeriodKind.Year, new DateOnly(9999, 1, 1), 5));
    }

    [Theory]
    [InlineData(PeriodKind.Day, 366)]
    [InlineData(PeriodKind.Month, 12)]
    [InlineData(PeriodKind.Quarter, 4)]
    [InlineData(PeriodKind.Year, 1)]
    public void PeriodsBetween_over_a_leap_year_counts_them(PeriodKind kind, int expected) =>
        Assert.Equal(expected, PeriodCalendar.PeriodsBetween(kind, new DateOnly(2024, 1, 1), new DateOnly(2025, 1, 1)));
}
