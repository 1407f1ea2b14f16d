using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Files;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>One series of a forecast file: <c>id,source,period,m,type,h,v1,v2,…</c>; source, m and type are not read.</summary>
/// <param name="Id">Its name, as written.</param>
/// <param name="Kind">How far apart the points are.</param>
/// <param name="Steps">How many to forecast.</param>
/// <param name="Values">The history; NaN where a field is empty, NA or NaN.</param>
public sealed record ForecastLine(string Id, PeriodKind Kind, int Steps, double[] Values)
{
    private const int FirstValue = 6;

    /// <summary>Reads a line, or says which field is wrong.</summary>
    /// <param name="line">The text, without its end.</param>
    /// <param name="number">Its number, from 1, for the message.</param>
    public static Outcome<ForecastLine> Read(string line, long number)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (Fields(line) is not { } fields)
        {
            return Bad(number, $"a quote is never closed", "fields");
        }

        if (fields.Length <= FirstValue)
        {
            return Bad(number, $"has {fields.Length} fields; write id,source,period,m,type,h and at least one value", "fields");
        }

        if (fields[0].Length == 0)
        {
            return Bad(number, $"the id is missing", "id");
        }

        if (KindOf(fields[2]) is not { } kind)
        {
            return Bad(number, $"period '{CsvTable.Shortened(fields[2])}' is none of Yearly, Quarterly, Monthly, Weekly, Daily", "period");
        }

        if (!int.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var steps) || steps is < 1 or > Forecaster.MostSteps)
        {
            return Bad(number, $"h '{CsvTable.Shortened(fields[5])}' is no whole number from 1 to {Forecaster.MostSteps}", "h");
        }

        var values = new double[fields.Length - FirstValue];
        for (var i = 0; i < values.Length; i++)
        {
            var text = fields[FirstValue + i];
            if (text.Length == 0 || text is "NA" or "NaN")
            {
                values[i] = double.NaN;
            }
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                return Bad(number, $"value {i + 1} '{CsvTable.Shortened(text)}' is no number", "value");
            }
        }

        return new ForecastLine(fields[0], kind, steps, values);
    }

    /// <summary>The fields of a line; a comma within quotes parts nothing, and a quote within them is doubled. Null where a quote is never closed.</summary>
    private static string[]? Fields(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
        {
            return line.Split(',', StringSplitOptions.TrimEntries);
        }

        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        var wasQuoted = false; // a quote after the end of a quoted text is a quote of that text
        foreach (var c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
                field.Append(isQuoted && wasQuoted ? "\"" : "");
                wasQuoted = true;
            }
            else if (c == ',' && !isQuoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
                wasQuoted = false;
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString().Trim());
        return isQuoted ? null : [.. fields];
    }

    /// <summary>Yearly, Quarterly, Monthly, Weekly or Daily in any case; null for any other word.</summary>
    internal static PeriodKind? KindOf(string name) => name.ToUpperInvariant() switch
    {
        "YEARLY" => PeriodKind.Year,
        "QUARTERLY" => PeriodKind.Quarter,
        "MONTHLY" => PeriodKind.Month,
        "WEEKLY" => PeriodKind.Week,
        "DAILY" => PeriodKind.Day,
        _ => null,
    };

    private static Problem Bad(long number, FormattableString what, string field) =>
        new(ProblemKind.Malformed, string.Create(CultureInfo.InvariantCulture, $"Line {number}: {what.ToString(CultureInfo.InvariantCulture)}."), field, "bad_line");
}
