namespace ReportingAdmin.Core.Statistics.Clusters;

/// <summary>One cluster.</summary>
/// <param name="Size">How many rows are in it.</param>
/// <param name="Centre">The mean of each column, in its own units.</param>
/// <param name="Silhouette">Mean silhouette of its rows, −1 to 1.</param>
public sealed record Cluster(int Size, IReadOnlyList<double> Centre, double Silhouette);

/// <summary>Rows in groups that are alike inside and differ between.</summary>
/// <param name="Clusters">The largest first.</param>
/// <param name="Labels">The cluster of each row, from 0, in the order of the rows.</param>
/// <param name="Silhouette">Mean over all rows: above 0.5 the groups are clear, below 0.25 there are hardly any (Rousseeuw 1987).</param>
/// <param name="WithinSumOfSquares">Of the standardised columns.</param>
/// <param name="Message">What to know about the answer; null = nothing.</param>
public sealed record ClusterAnswer(IReadOnlyList<Cluster> Clusters, IReadOnlyList<int> Labels, double Silhouette, double WithinSumOfSquares, string? Message);
