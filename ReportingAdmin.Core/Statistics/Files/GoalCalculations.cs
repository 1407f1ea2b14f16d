using System.Globalization;
using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Goals;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>How likely goals are reached, from the values so far.</summary>
internal static class GoalCalculations
{
    private const string Header = "id,period,date,value,target,by (and direction and level, if wanted)";

    /// <summary>What is offered.</summary>
    public static readonly Calculation[] All =
    [
        new("goal", Header, "the chance that a series reaches its target by a day, the projected value with its band, when it is reached, and the pace", GoalAsync),
    ];

    private static async Task<Action<Utf8JsonWriter>> GoalAsync(CsvTable table, CancellationToken ct)
    {
        int id = table.Require("id", Header), period = table.Require("period", Header), date = table.Require("date", Header);
        int value = table.Require("value", Header), target = table.Require("target", Header), by = table.Require("by", Header);
        int direction = Optional(table, "direction"), level = Optional(table, "level");
        var groups = await LinesById.ReadAsync<GoalLine>(table, id, (group, row) =>
        {
            GoalDirection? way = direction < 0 || row[direction].Length == 0 ? GoalDirection.Increase
                : Enum.TryParse<GoalDirection>(row[direction], ignoreCase: true, out var named) && Enum.IsDefined(named) && !char.IsAsciiDigit(row[direction][0]) ? named : null;
            var kind = ForecastLine.KindOf(row[period]);
            var share = GoalLine.UsualLevel;
            var wrong = kind is null ? $"period \"{CsvTable.Shortened(row[period])}\" is none of Yearly, Quarterly, Monthly, Weekly, Daily" : null;
            wrong ??= CellValues.Day(row[date], out _);
            wrong ??= row[value].Length == 0 ? null : CellValues.Number(row[value], out _);
            wrong ??= CellValues.Number(row[target], out _);
            wrong ??= CellValues.Day(row[by], out _);
            wrong ??= way is null ? $"direction \"{CsvTable.Shortened(row[direction])}\" is neither increase nor decrease" : null;
            wrong ??= level < 0 || row[level].Length == 0 ? null : CellValues.Number(row[level], out share);
            wrong ??= share is >= 0.5 and <= 0.99 ? null : "the level is not between 0.50 and 0.99";
            group.Add(row, wrong ?? Differs(group, row, period, target, by, direction, level), () => new GoalLine(
                new DatedValue(Day(row[date]), row[value].Length == 0 ? double.NaN : Number(row[value])), kind!.Value, Number(row[target]), Day(row[by]), way!.Value, share, Common(row, period, target, by, direction, level)));
        }, ct);
        return writer => LinesById.WriteAll(writer, groups, group => Write(writer, group.Message is { } wrong ? new Problem(ProblemKind.Invalid, wrong) : Judge(group.Items)));
    }

    private static Outcome<Judged> Judge(List<GoalLine> lines)
    {
        var first = lines[0];
        var prepared = SeriesPreparation.Prepare(lines.ConvertAll(line => line.Reading), first.Kind, Merge.Last);
        if (!prepared.Ok)
        {
            return Outcome<Judged>.From(prepared.Problems);
        }

        var series = prepared.Value;
        var outlook = GoalForecaster.Judge(new GoalQuestion(series.Values, series.Kind, series.Starts[^1], first.By, first.Target) { Direction = first.Direction, Level = first.Level });
        return outlook.Ok ? new Judged(outlook.Value, [.. series.Notes, .. outlook.Value.Forecast.Warnings]) : Outcome<Judged>.From(outlook.Problems);
    }

    private static void Write(Utf8JsonWriter writer, Outcome<Judged> judged)
    {
        var outlook = judged.Value?.Outlook;
        JsonAnswers.Number(writer, "chance", outlook?.Probability);
        JsonAnswers.Number(writer, "value", outlook?.Final.Mean);
        JsonAnswers.Number(writer, "low", outlook?.Final.Low);
        JsonAnswers.Number(writer, "high", outlook?.Final.High);
        writer.WriteStartObject("reached");
        writer.WriteString("early", Text(outlook?.Completion.Early));
        writer.WriteString("median", Text(outlook?.Completion.Median));
        writer.WriteString("late", Text(outlook?.Completion.Late));
        writer.WriteEndObject();
        JsonAnswers.Number(writer, "pace_needed", outlook?.NeededPace);
        JsonAnswers.Number(writer, "pace_so_far", outlook?.ActualPace);
        writer.WriteString("sentence", outlook?.Sentence);
        if (outlook is not null)
        {
            ForecastDetails.Write(writer, outlook.Forecast, judged.Value!.Warnings);
        }

        writer.WriteString("message", judged.Ok ? null : judged.FirstProblem.Message);
    }

    // The goal stands in every line of its id: it must be the same one.
    private static string? Differs(LinesOfId<GoalLine> group, CsvTable row, params ReadOnlySpan<int> columns) =>
        group.Items.Count > 0 && group.Items[0].Goal != Common(row, columns) ? "period, target, by, direction or level differ from those of the id's first line" : null;

    private static string Common(CsvTable row, params ReadOnlySpan<int> columns)
    {
        var text = "";
        foreach (var column in columns)
        {
            text += column < 0 ? "\n" : row[column].ToUpperInvariant() + "\n";
        }

        return text;
    }

    private static int Optional(CsvTable table, string name) => table.Header.Contains(name, StringComparer.OrdinalIgnoreCase) ? table.Require(name, Header) : -1;

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(string text)
    {
        _ = CellValues.Number(text, out var value);
        return value;
    }

    private static DateOnly Day(string text)
    {
        _ = CellValues.Day(text, out var day);
        return day;
    }

    /// <summary>An outlook with what a reader should know.</summary>
    private sealed record Judged(GoalOutlook Outlook, IReadOnlyList<string> Warnings);

    /// <summary>A value, and the goal of its series.</summary>
    private sealed record GoalLine(DatedValue Reading, PeriodKind Kind, double Target, DateOnly By, GoalDirection Direction, double Level, string Goal)
    {
        public const double UsualLevel = 0.95;
    }
}
