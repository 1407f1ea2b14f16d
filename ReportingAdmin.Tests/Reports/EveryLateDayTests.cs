using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>Every report long after everything: what stood at the end still stands, and nothing moves.</summary>
public sealed class EveryLateDayTests
{
    // Totals of a period that say what stands there, not what moved.
    private static readonly string[] s_standing = ["opening", "closing", "debit_balance", "credit_balance"];

    // Totals since a fiscal year's start, which is another one then.
    private static readonly string[] s_sinceTheYear = ["opening", "debits", "credits"];

    public static TheoryData<string> Dated => [.. Reports(hasPeriod: false)];

    public static TheoryData<string> Periodic => [.. Reports(hasPeriod: true)];

    // Nothing was posted after June 2025.
    [Theory]
    [MemberData(nameof(Dated))]
    public async Task The_totals_of_money_are_those_of_the_last_day_with_data(string key)
    {
        var engine = await EveryReportTests.EngineAsync();

        var late = await EveryEdgeTests.AnswersAsync(engine, key, EveryEdgeTests.Over(key, "2198-12-01", "2198-12-31"));
        var then = await EveryEdgeTests.AnswersAsync(engine, key, EveryEdgeTests.Over(key, "2025-07-01", "2025-07-10"));

        Assert.NotEmpty(late);
        Assert.Equal(then.SelectMany(Standing), late.SelectMany(Standing));

        IEnumerable<(string, string, string?, decimal?)> Standing(ReportPreview preview) =>
            Sums(preview).Where(sum => key != "lending/trial-balance" || !s_sinceTheYear.Contains(sum.Column));
    }

    [Theory]
    [MemberData(nameof(Periodic))]
    public async Task In_a_period_after_everything_nothing_moves(string key)
    {
        var engine = await EveryReportTests.EngineAsync();

        var late = await EveryEdgeTests.AnswersAsync(engine, key, EveryEdgeTests.Over(key, "2198-12-01", "2198-12-31"));

        Assert.DoesNotContain(late.SelectMany(Sums), sum => sum.Amount is not (0 or null) && !s_standing.Contains(sum.Column));
        foreach (var preview in late)
        {
            var shown = preview.Section.Shown.Select(one => one.Column.Name).ToList();
            var (opening, closing) = (shown.IndexOf("opening"), shown.IndexOf("closing"));
            Assert.All(opening < 0 || closing < 0 ? [] : preview.Rows, row => Assert.Equal(row.Cells[opening], row.Cells[closing]));
        }
    }

    private static IEnumerable<string> Reports(bool hasPeriod) => TestEngine.Catalog.All
        .Where(report => report.Parameters.Any(parameter => parameter.Type == ParameterType.Period) == hasPeriod)
        .Select(report => report.Meta.Key);

    private static IEnumerable<(string Section, string Column, string? Currency, decimal? Amount)> Sums(ReportPreview preview) =>
        from total in preview.Totals
        from one in preview.Section.Shown.Zip(total.Values)
        where one.First.Column.Spec is { Format: Format.Money, Total: Total.Sum }
        select (preview.Section.Section.Name, one.First.Column.Name, total.Currency, one.Second);
}
