using ReportingAdmin.Core.Statistics.Clusters;

namespace ReportingAdmin.Tests.Statistics.Clusters;

public sealed class ClusteringTests
{
    /// <summary>0, 1 and 10, 11 in one column: at 0 the mean distance inside is 1, to the others 10.5, so 9.5 ÷ 10.5; at 1 it is 8.5 ÷ 9.5.</summary>
    [Fact]
    public void Silhouette_by_hand()
    {
        var answer = Clustering.Of([[0], [11], [1], [10]]).Value!;

        Assert.Equal([0, 1, 0, 1], answer.Labels);
        Assert.Equal(((9.5 / 10.5) + (8.5 / 9.5)) / 2, answer.Silhouette, 1e-14);
        Assert.Equal([0.5, 10.5], answer.Clusters.Select(cluster => cluster.Centre[0]));
        // mean 5.5, variance (5.5² + 4.5²) 2 ÷ 3; inside 4 × 0.25
        Assert.Equal(1 / ((30.25 + 20.25) * 2 / 3), answer.WithinSumOfSquares, 1e-14);
    }

    /// <summary>A column in other units must not drown another; three squares of points far apart.</summary>
    [Fact]
    public void Groups_are_found_whatever_the_units_and_the_order()
    {
        double[][] corners = [[0, 0], [10, 0], [0, 10]];
        var rows = corners.SelectMany(corner => Enumerable.Range(0, 9).Select(i => (IReadOnlyList<double>)[corner[0] + (i / 3 * 0.2), 1e9 * (corner[1] + (i % 3 * 0.2))])).ToList();
        var answer = Clustering.Of(rows).Value!;

        Assert.Equal(3, answer.Clusters.Count);
        Assert.All(Enumerable.Range(0, 27), i => Assert.Equal(answer.Labels[i / 9 * 9], answer.Labels[i]));
        Assert.True(answer.Silhouette > 0.9);

        var turned = Clustering.Of([.. rows.AsEnumerable().Reverse()]).Value!;
        Assert.Equal(answer.WithinSumOfSquares, turned.WithinSumOfSquares);
        Assert.Equal(answer.Labels.Reverse(), turned.Labels);
    }

    /// <summary>Every division of eight points into two, tried: none has a smaller sum of squares.</summary>
    [Fact]
    public void No_other_division_of_few_points_is_better()
    {
        var random = new Random(2);
        for (var round = 0; round < 20; round++)
        {
            var rows = Enumerable.Range(0, 8).Select(_ => (IReadOnlyList<double>)[random.NextDouble(), random.NextDouble()]).ToList();
            var found = Clustering.Of(rows, 2).Value!.WithinSumOfSquares;
            var best = Enumerable.Range(1, 127).Min(mask => SumOfSquares(rows, mask));

            Assert.Equal(best, found, 1e-12);
        }
    }

    [Fact]
    public void What_cannot_be_grouped_is_said()
    {
        Assert.Equal("Clusters need at least 4 rows; there are 0.", Clustering.Of([]).FirstProblem.Message);
        Assert.Equal("Clusters need at least 4 rows; there are 1.", Clustering.Of([[1]]).FirstProblem.Message);
        Assert.Equal("All rows are the same; there are no groups to find.", Clustering.Of([[3, 0], [3, 0], [3, 0], [3, 0]]).FirstProblem.Message);
        Assert.Equal("Row 2 has 1 values where the first has 2.", Clustering.Of([[3, 0], [3], [3, 0], [3, 0]]).FirstProblem.Message);
        Assert.Equal("A value of row 3 is missing or not a finite number.", Clustering.Of([[3], [3], [double.NaN], [3]]).FirstProblem.Message);
        Assert.Equal("5 clusters cannot be made of 4 different rows; ask for 2 to 4.", Clustering.Of([[1], [2], [3], [4]], 5).FirstProblem.Message);
        Assert.Equal("There are no columns to compare the rows by.", Clustering.Of([[], [], [], []]).FirstProblem.Message);
        Assert.Equal("A column with one value only was left out.", Clustering.Of([[0, 7], [1, 7], [10, 7], [11, 7]]).Value!.Message);
        Assert.True(Clustering.Of([[0], [0], [0], [1e-300], [1e300]]).Ok);
        Assert.Equal(2, Clustering.Of([[0], [0], [1], [1]]).Value!.Clusters.Count);
    }

    private static double SumOfSquares(List<IReadOnlyList<double>> rows, int mask)
    {
        var sum = 0.0;
        for (var column = 0; column < 2; column++)
        {
            var values = rows.Select(row => row[column]).ToList();
            var mean = values.Average();
            var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
            foreach (var side in values.GroupBy(value => (mask >> values.IndexOf(value)) & 1))
            {
                var centre = side.Average();
                sum += side.Sum(value => (value - centre) * (value - centre)) / variance;
            }
        }

        return sum;
    }
}
