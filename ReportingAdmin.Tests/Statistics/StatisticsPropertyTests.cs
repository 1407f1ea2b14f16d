using FsCheck;
using FsCheck.Fluent;
using ReportingAdmin.Core.Statistics.Anomalies;
using ReportingAdmin.Core.Statistics.Comparison;
using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Statistics;

/// <summary>What must hold for any values.</summary>
public sealed class StatisticsPropertyTests
{
    private static readonly Config s_some = Config.QuickThrowOnFailure.WithMaxTest(40);

    [Fact]
    public void A_forecast_is_finite_ordered_and_not_negative_where_the_history_is_not() =>
        Prop.ForAll<int[]>(given =>
        {
            var values = Values(given);
            var steps = Forecaster.Forecast(new ForecastRequest(values, PeriodKind.Month, 18)).Value!.Steps;
            return steps.All(step => double.IsFinite(step.Low) && double.IsFinite(step.High) && step.Low <= step.Mean && step.Mean <= step.High)
                && (values.Min() < 0 || steps.All(step => step.Low >= 0))
                && steps.All(step => Math.Abs(step.Mean) <= 10.000001 * values.Max(Math.Abs));
        }).Check(s_some);

    [Fact]
    public void A_forecast_of_eight_times_the_history_is_eight_times_the_forecast() =>
        Prop.ForAll<int[]>(given =>
        {
            var values = Values(given);
            ForecastStep[] Steps(double by) => [.. Forecaster.Forecast(new ForecastRequest([.. values.Select(value => by * value)], PeriodKind.Quarter, 6)).Value!.Steps];
            return Steps(1).Zip(Steps(8)).All(pair => 8 * pair.First.Mean == pair.Second.Mean && 8 * pair.First.Low == pair.Second.Low && 8 * pair.First.High == pair.Second.High);
        }).Check(s_some);

    [Fact]
    public void The_same_history_gives_the_same_forecast() =>
        Prop.ForAll<int[]>(given =>
        {
            var request = new ForecastRequest(Values(given), PeriodKind.Year, 4);
            return Forecaster.Forecast(request).Value!.Steps.SequenceEqual(Forecaster.Forecast(request).Value!.Steps);
        }).Check(s_some);

    [Fact]
    public void A_trend_knows_neither_unit_nor_level_and_turns_around_with_its_sign() =>
        Prop.ForAll<int[], int>((given, by) =>
        {
            var values = Values(given);
            var plain = TrendTest.Of(values)!;
            var moved = TrendTest.Of([.. values.Select(value => (4 * value) + (by % 1000))])!;
            var turned = TrendTest.Of([.. values.Select(value => -value)])!;
            return moved.PValue == plain.PValue && moved.Slope == 4 * plain.Slope && moved.Direction == plain.Direction
                && turned.Slope == -plain.Slope && turned.Tau == -plain.Tau && plain.PValue is >= 0 and <= 1 && plain.Tau is >= -1 and <= 1;
        }).Check(s_some);

    [Fact]
    public void Anomalies_lie_at_the_same_points_in_any_unit() =>
        Prop.ForAll<int[]>(given =>
        {
            var values = Values(given);
            int[] Points(double by) => [.. AnomalyDetector.Detect([.. values.Select(value => by * value)], [4]).Events.Select(found => found.Index)];
            return Points(1).SequenceEqual(Points(0.25)) && Points(1).All(point => point >= 0 && point < values.Length);
        }).Check(s_some);

    [Fact]
    public void A_series_does_not_depend_on_the_order_of_its_values() =>
        Prop.ForAll<int[]>(given =>
        {
            var points = Values(given).Select((value, i) => new DatedValue(new DateOnly(2020, 1, 1).AddDays(9 * i), value)).ToArray();
            var straight = SeriesPreparation.Prepare(points, PeriodKind.Month, Merge.Sum).Value!;
            var reversed = SeriesPreparation.Prepare([.. points.Reverse()], PeriodKind.Month, Merge.Sum).Value!;
            return straight.Starts.SequenceEqual(reversed.Starts) && straight.Values.SequenceEqual(reversed.Values);
        }).Check(s_some);

    [Fact]
    public void Shares_and_contributions_of_a_comparison_add_up_in_any_order() =>
        Prop.ForAll<int[]>(given =>
        {
            var values = Values(given).Select(Math.Abs).ToArray();
            ComparedGroup[] groups = [new("a", values[..3], values[3..6]), new("b", values[6..9], values[1..4]), new("c", values[2..5], values[5..8])];
            var one = Comparer.Of(groups, new ComparisonWords("It", "before")).Value!;
            var other = Comparer.Of([.. groups.Reverse()], new ComparisonWords("It", "before")).Value!;
            return one.Whole == other.Whole && one.PValue is not double.NaN
                && (one.Whole.Share is null || Math.Abs(one.Items.Sum(item => item.Share!.Value) - 1) < 1e-12)
                && (one.Whole.Change is 0 || Math.Abs(one.Items.Sum(item => item.Contribution!.Value) - 1) < 1e-9);
        }).Check(s_some);

    /// <summary>At least sixteen whole numbers of ordinary size, made of any.</summary>
    private static double[] Values(int[] given) => [.. Enumerable.Range(0, Math.Max(16, given.Length)).Select(i => given.Length == 0 ? i % 5 : (given[i % given.Length] % 1000) + (i / given.Length))];
}
