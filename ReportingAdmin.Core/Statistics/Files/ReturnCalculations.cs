using System.Globalization;
using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Returns;

namespace ReportingAdmin.Core.Statistics.Files;

/// <summary>Rates of return and present values of the flows of many ids; a bad cell spoils the answer of its id alone.</summary>
internal static class ReturnCalculations
{
    private const string DatedHeader = "id,date,amount";
    private const string OrderedHeader = "id,amount";
    private const string ValueHeader = "id,rate,amount (or id,rate,date,amount)";
    private const string MultipleHeader = "id,invested,distributed,residual";
    private const string InterestHeader = "id,principal,rate,from,to,day_count";

    // As import files and the loan tape name them.
    private static readonly Dictionary<string, DayCountRule> s_dayCounts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["30_360"] = DayCountRule.Thirty360,
        ["act_365"] = DayCountRule.Act365,
        ["act_360"] = DayCountRule.Act360,
    };

    /// <summary>What is offered.</summary>
    public static readonly Calculation[] All =
    [
        new("xirr", DatedHeader, "the yearly rate of dated flows", XirrAsync),
        new("irr", OrderedHeader, "the rate per period of flows one period apart, in the file's order", IrrAsync),
        new("npv", ValueHeader, "the present value at a rate; with dates by days ÷ 365, else by periods, the first flow at time 0", NpvAsync),
        new("moic", MultipleHeader, "multiples of the invested money: moic, dpi, rvpi", MoicAsync),
        new("interest", InterestHeader, "days and simple interest of a period by the day count 30_360, act_365 or act_360", InterestAsync),
    ];

    private static async Task<Action<Utf8JsonWriter>> XirrAsync(CsvTable table, CancellationToken ct)
    {
        int id = table.Require("id", DatedHeader), date = table.Require("date", DatedHeader), amount = table.Require("amount", DatedHeader);
        var groups = await LinesById.ReadAsync<CashFlow>(table, id, (group, row) =>
        {
            var wrong = CellValues.Day(row[date], out var day) ?? CellValues.Number(row[amount], out var value);
            group.Add(row, wrong, () => new CashFlow(day, NumberOf(row[amount])));
        }, ct);
        return Rates(groups, InternalRate.Xirr);
    }

    private static async Task<Action<Utf8JsonWriter>> IrrAsync(CsvTable table, CancellationToken ct)
    {
        int id = table.Require("id", OrderedHeader), amount = table.Require("amount", OrderedHeader);
        var groups = await LinesById.ReadAsync<double>(table, id, (group, row) => group.Add(row, CellValues.Number(row[amount], out var value), () => value), ct);
        return Rates(groups, InternalRate.Irr);
    }

    private static async Task<Action<Utf8JsonWriter>> NpvAsync(CsvTable table, CancellationToken ct)
    {
        int id = table.Require("id", ValueHeader), rate = table.Require("rate", ValueHeader), amount = table.Require("amount", ValueHeader);
        var date = table.Header.Any(name => string.Equals(name, "date", StringComparison.OrdinalIgnoreCase)) ? table.Require("date", ValueHeader) : -1;
        var groups = await LinesById.ReadAsync<(double Rate, CashFlow Flow)>(table, id, (group, row) =>
        {
            var day = default(DateOnly);
            var wrong = CellValues.Number(row[rate], out var value) ?? CellValues.Number(row[amount], out _) ?? (date < 0 ? null : CellValues.Day(row[date], out day));
            wrong ??= group.Items.Count > 0 && group.Items[0].Rate != value ? "the rate differs from that of the id's first line" : null;
            group.Add(row, wrong, () => (value, new CashFlow(day, NumberOf(row[amount]))));
        }, ct);
        return writer => LinesById.WriteAll(writer, groups, group =>
        {
            var answer = group.Message is { } wrong ? new Problem(ProblemKind.Invalid, wrong)
                : date < 0 ? PresentValue.Npv(group.Items[0].Rate, group.Items.ConvertAll(item => item.Flow.Amount))
                : PresentValue.Xnpv(group.Items[0].Rate, group.Items.ConvertAll(item => item.Flow));
            JsonAnswers.Number(writer, "value", answer.Value?.Value);
            writer.WriteString("message", answer.Ok ? null : answer.FirstProblem.Message);
        });
    }

    private static async Task<Action<Utf8JsonWriter>> MoicAsync(CsvTable table, CancellationToken ct)
    {
        var id = table.Require("id", MultipleHeader);
        int[] columns = [table.Require("invested", MultipleHeader), table.Require("distributed", MultipleHeader), table.Require("residual", MultipleHeader)];
        var groups = await LinesById.ReadAsync<decimal[]>(table, id, (group, row) =>
        {
            var wrong = columns.Select(column => CellValues.Number(row[column], out var value) ?? (Math.Abs(value) > 1e27 ? $"{value:R} is too large an amount" : null)).FirstOrDefault(text => text is not null);
            wrong ??= group.Items.Count > 0 ? "the id stands in more than one line" : null;
            group.Add(row, wrong, () => [.. columns.Select(column => AmountOf(row[column]))]);
        }, ct);
        return writer => LinesById.WriteAll(writer, groups, group =>
        {
            Outcome<Multiples> answer = group.Message is { } wrong ? new Problem(ProblemKind.Invalid, wrong) : Multiples.Of(group.Items[0][0], group.Items[0][1], group.Items[0][2]);
            JsonAnswers.Number(writer, "moic", answer.Value?.Moic);
            JsonAnswers.Number(writer, "dpi", answer.Value?.Dpi);
            JsonAnswers.Number(writer, "rvpi", answer.Value?.Rvpi);
            writer.WriteString("message", answer.Ok ? null : answer.FirstProblem.Message);
        });
    }

    private static async Task<Action<Utf8JsonWriter>> InterestAsync(CsvTable table, CancellationToken ct)
    {
        int id = table.Require("id", InterestHeader), from = table.Require("from", InterestHeader), to = table.Require("to", InterestHeader);
        int principal = table.Require("principal", InterestHeader), rate = table.Require("rate", InterestHeader), dayCount = table.Require("day_count", InterestHeader);
        var groups = await LinesById.ReadAsync<InterestLine>(table, id, (group, row) =>
        {
            var wrong = new[] { principal, rate }.Select(column => CellValues.Number(row[column], out var value) ?? (Math.Abs(value) > 1e12 ? $"{value:R} is too large" : null)).FirstOrDefault(text => text is not null);
            wrong ??= CellValues.Day(row[from], out var first);
            wrong ??= CellValues.Day(row[to], out var last);
            wrong ??= s_dayCounts.ContainsKey(row[dayCount]) ? null : $"\"{CsvTable.Shortened(row[dayCount])}\" is no day count; write {string.Join(", ", s_dayCounts.Keys)}";
            wrong ??= group.Items.Count > 0 ? "the id stands in more than one line" : null;
            group.Add(row, wrong, () => new InterestLine(AmountOf(row[principal]), AmountOf(row[rate]), s_dayCounts[row[dayCount]], DayOf(row[from]), DayOf(row[to])));
        }, ct);
        return writer => LinesById.WriteAll(writer, groups, group =>
        {
            if (group.Message is null)
            {
                var line = group.Items[0];
                writer.WriteNumber("days", DayCounts.Days(line.Rule, line.From, line.To));
                writer.WriteNumber("interest", DayCounts.Interest(line.Principal, line.Rate, line.Rule, line.From, line.To));
            }
            else
            {
                writer.WriteNull("days");
                writer.WriteNull("interest");
            }

            writer.WriteString("message", group.Message);
        });
    }

    private static Action<Utf8JsonWriter> Rates<T>(List<LinesOfId<T>> groups, Func<IReadOnlyList<T>, RateAnswer> find) =>
        writer => LinesById.WriteAll(writer, groups, group =>
        {
            var answer = group.Message is { } wrong ? RateAnswer.None(wrong) : find(group.Items);
            JsonAnswers.Number(writer, "rate", answer.Rate);
            JsonAnswers.Numbers(writer, "roots", answer.Roots);
            writer.WriteString("message", answer.Message);
        });

    private static double NumberOf(string text)
    {
        _ = CellValues.Number(text, out var value);
        return value;
    }

    private static decimal AmountOf(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string text)
    {
        _ = CellValues.Day(text, out var day);
        return day;
    }

    /// <summary>A period of interest.</summary>
    private sealed record InterestLine(decimal Principal, decimal Rate, DayCountRule Rule, DateOnly From, DateOnly To);
}
