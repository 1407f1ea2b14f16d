using ReportingAdmin.Core.Statistics.Comparison;

namespace ReportingAdmin.Tests.Statistics.Comparison;

public sealed class ComparerTests
{
    private static readonly ComparisonWords s_words = new("Donations", "last month");

    [Fact]
    public void A_rise_is_told_with_who_made_it_and_who_lost()
    {
        var answer = Comparer.Of([new("North", [700], [500]), new("South", [250], [300]), new("West", [290], [300])], s_words).Value!;

        Assert.Equal("Donations rose by 12.7 % to 1,240 from 1,100 last month; North alone gained 200, while South lost 50.", answer.Sentence);
        Assert.Equal(("North", "South"), (answer.Best, answer.Worst));
        Assert.Equal(new ComparedItem("North", 700, 500, 200, 0.4, 700.0 / 1240, 200.0 / 140), answer.Items[0]);
        Assert.Equal((140, 140.0 / 1100), (answer.Whole.Change, answer.Whole.ChangeShare));
        Assert.Equal(((286.666666666667 * 286.666666666667) + (163.333333333333 * 163.333333333333) + (123.333333333333 * 123.333333333333)) / 2, answer.Variance!.Value, 1e-6);
        Assert.Null(answer.PValue);
    }

    [Fact]
    public void A_fall_is_told_with_its_share()
    {
        var answer = Comparer.Of([new("North", [30], [60]), new("South", [20], [30])], s_words).Value!;

        Assert.Equal("Donations fell by 44.4 % to 50 from 90 last month; 75 % of the fall came from North.", answer.Sentence);
    }

    [Fact]
    public void Services_are_ranked_and_less_may_be_better()
    {
        ComparedGroup[] groups = [new("Mail", [30, 30], []), new("Letter", [10], []), new("Call", [40], [])];

        Assert.Equal("Mail did best in Donations with 60 (54.5 % of all), Letter worst with 10.", Comparer.Of(groups, s_words).Value!.Sentence);
        Assert.Equal("Letter did best in Bounces with 10 (9.1 % of all), Mail worst with 60.", Comparer.Of(groups, new("Bounces", "", MoreIsBetter: false)).Value!.Sentence);
    }

    /// <summary>Means 3 and 8 of five values each with variance 2.5: t = −5 ÷ √(0.5 + 0.5), 8 degrees.</summary>
    [Fact]
    public void Chance_is_judged_by_welch()
    {
        var answer = Comparer.Of([new("A", [1, 2, 3, 4, 5], [6, 7, 8, 9, 10])], s_words).Value!;

        Assert.Equal(0.00105283, answer.PValue!.Value, 5e-7); // two-sided tail of t = 5 with 8 degrees
        Assert.EndsWith("The change is more than the usual ups and downs explain (p = 0.001).", answer.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("That is within the usual ups and downs (p = 0.347).", Comparer.Of([new("A", [1, 2, 3, 4, 5], [2, 3, 4, 5, 6])], s_words).Value!.Sentence, StringComparison.Ordinal);
    }

    /// <summary>A season ten times as large as the rise: differences 1, 2, 3, 4, 5 have mean 3 and error √(2.5 ÷ 5), t = 4.2426 with 4 degrees, P = 0.0132.</summary>
    [Fact]
    public void Pairs_take_a_season_out()
    {
        double[] before = [10, 50, 90, 50, 10];
        double[] now = [11, 52, 93, 54, 15];
        ComparedGroup[] groups = [new("A", now, before)];

        Assert.Equal(0.0132, Comparer.Of(groups, s_words, [.. now.Zip(before)]).Value!.PValue!.Value, 5e-5);
        Assert.True(Comparer.Of(groups, s_words).Value!.PValue > 0.8);
        Assert.Null(Comparer.Of(groups, s_words, [.. now.Zip(before).Take(4)]).Value!.PValue);
        Assert.Null(Comparer.Of(groups, s_words, [.. before.Select(value => (value + 1, value))]).Value!.PValue);
    }

    /// <summary>Each 0.3 more, which in binary is 0.30000000000000004, 0.3 or 0.29999999999999993.</summary>
    [Fact]
    public void Pairs_that_differ_by_as_much_but_for_rounding_are_told_so()
    {
        double[] before = [0.1, 0.2, 0.3, 0.4, 0.7];
        double[] now = [.. before.Select(value => value + 0.3)];
        var answer = Comparer.Of([new("A", now, before)], s_words, [.. now.Zip(before)]).Value!;

        Assert.Null(answer.PValue);
        Assert.Equal("Donations rose by 88.2 % to 3.2 from 1.7 last month. Each value rose by as much, which the usual ups and downs do not explain.", answer.Sentence);
    }

    [Fact]
    public void Nothing_changed_and_nothing_before_are_told_without_a_share()
    {
        Assert.Equal("Donations came to 5, as much as last month.", Comparer.Of([new("A", [5], [5])], s_words).Value!.Sentence);
        Assert.Equal("Donations came to 1,000, about as much as last month.", Comparer.Of([new("A", [1000.4], [1000])], s_words).Value!.Sentence);
        var fromNothing = Comparer.Of([new("A", [5], [0])], s_words).Value!;
        Assert.Equal("Donations rose to 5 from 0 last month.", fromNothing.Sentence);
        Assert.Null(fromNothing.Whole.ChangeShare);
        Assert.Equal("Donations came to 0 in each of A, B.", Comparer.Of([new("A", [0], []), new("B", [0], [])], s_words).Value!.Sentence);
    }

    [Fact]
    public void What_cannot_be_compared_is_said()
    {
        Assert.Equal("There is nothing to compare.", Comparer.Of([], s_words).FirstProblem.Message);
        Assert.Equal("A has no values in the period.", Comparer.Of([new("A", [], [1])], s_words).FirstProblem.Message);
        Assert.Equal("A value of A is missing or not a finite number.", Comparer.Of([new("A", [double.NaN], [1])], s_words).FirstProblem.Message);
        Assert.Equal("B has no values in the period before, where others have.", Comparer.Of([new("A", [1], [1]), new("B", [1], [])], s_words).FirstProblem.Message);
        Assert.Equal("A alone has nothing to be compared with.", Comparer.Of([new("A", [1], [])], s_words).FirstProblem.Message);
        Assert.Equal("The values are too large to be added up.", Comparer.Of([new("A", [1e308, 1e308], [1])], s_words).FirstProblem.Message);
    }
}
