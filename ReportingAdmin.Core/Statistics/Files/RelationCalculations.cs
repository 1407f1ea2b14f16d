using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Clusters;
using ReportingAdmin.Core.Statistics.Distribution;
using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>How columns of numbers go together, and how each is spread.</summary>
internal static class RelationCalculations
{
    private const double BandLevel = 0.95; // of the band for one new observation

    /// <summary>What is offered.</summary>
    public static readonly Calculation[] All =
    [
        new("correlation", "two or more columns of numbers", "how strongly each two columns go together", CorrelationAsync),
        new("regression", "y and one or more columns", "how column y (without one the first column) follows from the others", RegressionAsync),
        new("clustering", "columns of numbers", "groups of rows that are alike", ClusteringAsync),
        new("distribution", "columns of numbers", "how each column is spread", DistributionAsync),
    ];

    private static async Task<Action<Utf8JsonWriter>> CorrelationAsync(CsvTable table, CancellationToken ct)
    {
        var read = await NumberColumns.ReadAsync(table, 2, ct);
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("n", read.Ids.Count);
            writer.WriteStartArray("pairs");
            for (var i = 0; i < read.Names.Count; i++)
            {
                for (var j = i + 1; j < read.Names.Count; j++)
                {
                    writer.WriteStartObject();
                    writer.WriteString("x", read.Names[i]);
                    writer.WriteString("y", read.Names[j]);
                    foreach (var method in Enum.GetValues<CorrelationMethod>())
                    {
                        Write(writer, method, Correlation.Of(read.Columns[i], read.Columns[j], method));
                    }

                    writer.WriteEndObject();
                }
            }

            writer.WriteEndArray();
            JsonAnswers.Texts(writer, "notes", read.Notes);
            writer.WriteEndObject();
        };
    }

    private static void Write(Utf8JsonWriter writer, CorrelationMethod method, Outcome<CorrelationAnswer> answer)
    {
        writer.WriteStartObject(method switch { CorrelationMethod.Pearson => "pearson", CorrelationMethod.Spearman => "spearman", _ => "kendall" });
        JsonAnswers.Number(writer, "coefficient", answer.Value?.Coefficient);
        JsonAnswers.Number(writer, "p_value", answer.Value?.PValue);
        writer.WriteString("p_value_by", answer.Value is not { } found ? null : found.IsExact ? "every order" : method == CorrelationMethod.Kendall ? "normal distribution" : "Student's t");
        writer.WriteString("message", answer.Ok ? null : answer.FirstProblem.Message);
        writer.WriteEndObject();
    }

    private static async Task<Action<Utf8JsonWriter>> RegressionAsync(CsvTable table, CancellationToken ct)
    {
        var read = await NumberColumns.ReadAsync(table, 2, ct);
        var y = Math.Max(0, read.Names.ToList().FindIndex(name => string.Equals(name, "y", StringComparison.OrdinalIgnoreCase)));
        var columns = Enumerable.Range(0, read.Names.Count).Where(i => i != y).Select(i => (read.Names[i], (IReadOnlyList<double>)read.Columns[i])).ToList();
        var answer = LinearRegression.Of(columns, read.Columns[y]);
        var bands = answer.Ok ? Enumerable.Range(0, read.Ids.Count).Select(i => answer.Value.Predict([.. columns.Select(column => column.Item2[i])], BandLevel).Value).ToList() : [];
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("y", read.Names[y]);
            writer.WriteNumber("n", read.Ids.Count);
            if (answer.Value is { } found)
            {
                Write(writer, found);
                writer.WriteStartArray("fitted");
                foreach (var band in bands)
                {
                    writer.WriteStartObject();
                    JsonAnswers.Number(writer, "value", band?.Value);
                    JsonAnswers.Number(writer, "low", band?.Low);
                    JsonAnswers.Number(writer, "high", band?.High);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteString("message", answer.Ok ? null : answer.FirstProblem.Message);
            JsonAnswers.Texts(writer, "notes", read.Notes);
            writer.WriteEndObject();
        };
    }

    private static void Write(Utf8JsonWriter writer, LinearRegression found)
    {
        writer.WriteStartArray("terms");
        foreach (var term in found.Terms)
        {
            writer.WriteStartObject();
            writer.WriteString("name", term.Name);
            JsonAnswers.Number(writer, "coefficient", term.Coefficient);
            JsonAnswers.Number(writer, "standard_error", term.StandardError);
            JsonAnswers.Number(writer, "t", term.T);
            JsonAnswers.Number(writer, "p_value", term.PValue);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("degrees_of_freedom", found.Fit.Degrees);
        JsonAnswers.Number(writer, "residual_standard_deviation", found.Fit.ResidualDeviation);
        JsonAnswers.Number(writer, "r_squared", found.Fit.RSquared);
        JsonAnswers.Number(writer, "adjusted_r_squared", found.Fit.AdjustedRSquared);
        JsonAnswers.Number(writer, "f", found.Fit.F);
        JsonAnswers.Number(writer, "f_p_value", found.Fit.FPValue);
        JsonAnswers.Numbers(writer, "residuals", found.Residuals);
    }

    private static async Task<Action<Utf8JsonWriter>> ClusteringAsync(CsvTable table, CancellationToken ct)
    {
        var read = await NumberColumns.ReadAsync(table, 1, ct);
        var answer = Clustering.Of([.. Enumerable.Range(0, read.Ids.Count).Select(i => (IReadOnlyList<double>)[.. read.Columns.Select(column => column[i])])]);
        return writer =>
        {
            writer.WriteStartObject();
            JsonAnswers.Number(writer, "silhouette", answer.Value?.Silhouette);
            JsonAnswers.Number(writer, "within_sum_of_squares", answer.Value?.WithinSumOfSquares);
            writer.WriteStartArray("clusters");
            foreach (var cluster in answer.Value?.Clusters ?? [])
            {
                writer.WriteStartObject();
                writer.WriteNumber("size", cluster.Size);
                JsonAnswers.Number(writer, "silhouette", cluster.Silhouette);
                writer.WriteStartObject("centre");
                for (var i = 0; i < read.Names.Count; i++)
                {
                    JsonAnswers.Number(writer, read.Names[i], cluster.Centre[i]);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            for (var i = 0; i < (answer.Value?.Labels.Count ?? 0); i++)
            {
                writer.WriteStartObject();
                writer.WriteString("id", read.Ids[i]);
                writer.WriteNumber("cluster", answer.Value!.Labels[i]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("message", answer.Ok ? answer.Value.Message : answer.FirstProblem.Message);
            JsonAnswers.Texts(writer, "notes", read.Notes);
            writer.WriteEndObject();
        };
    }

    private static async Task<Action<Utf8JsonWriter>> DistributionAsync(CsvTable table, CancellationToken ct)
    {
        var read = await NumberColumns.ReadAsync(table, 1, ct);
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            for (var i = 0; i < read.Names.Count; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("name", read.Names[i]);
                SummaryJson.Write(writer, DistributionSummary.Of(read.Columns[i]));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            JsonAnswers.Texts(writer, "notes", read.Notes);
            writer.WriteEndObject();
        };
    }
}
