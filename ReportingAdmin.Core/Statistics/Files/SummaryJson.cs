using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Distribution;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>The spread of a column in JSON.</summary>
internal static class SummaryJson
{
    /// <summary>Writes its members into the present object.</summary>
    public static void Write(Utf8JsonWriter writer, Outcome<DistributionSummary> answer)
    {
        if (answer.Value is { } found)
        {
            writer.WriteNumber("n", found.Count);
            JsonAnswers.Number(writer, "mean", found.Mean);
            JsonAnswers.Number(writer, "standard_deviation", found.Deviation);
            JsonAnswers.Number(writer, "minimum", found.Minimum);
            JsonAnswers.Number(writer, "lower_quartile", found.LowerQuartile);
            JsonAnswers.Number(writer, "median", found.Median);
            JsonAnswers.Number(writer, "upper_quartile", found.UpperQuartile);
            JsonAnswers.Number(writer, "maximum", found.Maximum);
            JsonAnswers.Number(writer, "mad", found.Mad);
            JsonAnswers.Number(writer, "skewness", found.Skewness);
            JsonAnswers.Number(writer, "excess_kurtosis", found.ExcessKurtosis);
            writer.WriteNumber("outliers", found.Outliers);
            writer.WriteStartArray("histogram");
            foreach (var bar in found.Histogram)
            {
                writer.WriteStartObject();
                JsonAnswers.Number(writer, "from", bar.From);
                JsonAnswers.Number(writer, "to", bar.To);
                writer.WriteNumber("count", bar.Count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteString("message", answer.Ok ? null : answer.FirstProblem.Message);
    }
}
