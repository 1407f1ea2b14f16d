using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>Every report where there is nothing, before and after everything, on a leap day, and with amounts at the limits of their type.</summary>
public sealed class EveryEdgeTests(EdgeDatabases databases) : IClassFixture<EdgeDatabases>
{
    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Select(report => report.Meta.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task On_empty_tables_all_figures_are_nothing_or_the_answer_says_what_is_missing(string key) =>
        await NothingAsync(new TestEngine(await databases.EmptyAsync()), key, []);

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Before_everything_all_figures_are_nothing_or_the_answer_says_what_is_missing(string key) =>
        await NothingAsync(await EveryReportTests.EngineAsync(), key, Over(key, "1901-01-01", "1901-01-31"));

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task After_everything_and_on_a_leap_day_there_is_an_answer(string key)
    {
        var engine = await EveryReportTests.EngineAsync();

        Assert.NotEmpty(await AnswersAsync(engine, key, Over(key, "2198-12-01", "2198-12-31")));
        Assert.NotEmpty(await AnswersAsync(engine, key, Over(key, "2024-02-29", "2024-02-29")));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_greatest_amounts_that_can_be_stored_are_shown_and_written_to_the_cent(string key)
    {
        var engine = new TestEngine(await databases.GreatestAsync(), "2026-11-05");

        var answers = await AnswersAsync(engine, key, Over(key, "2026-09-01", "2026-10-31"));

        var greatest = decimal.Parse(EdgeDatabases.Greatest, System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(answers.SelectMany(Money), amount => Assert.True(Math.Abs(amount) <= greatest && decimal.Round(amount, 2) == amount, $"{amount}"));
        Assert.NotEmpty(answers);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_rate_of_a_great_amount_over_one_cent_is_shown_and_written(string key) =>
        Assert.NotEmpty(await AnswersAsync(new TestEngine(await databases.UnevenAsync(), "2026-11-05"), key, Over(key, "2026-09-01", "2026-10-31")));

    private static IEnumerable<decimal> Money(ReportPreview preview) =>
        preview.Section.Shown
            .Select((shown, i) => (shown.Column, i))
            .Where(one => one.Column.Spec.Format == Format.Money)
            .SelectMany(one => preview.Rows.Select(row => row.Cells[one.i]).OfType<decimal>());

    private static async Task NothingAsync(TestEngine engine, string key, (string, string)[] parameters)
    {
        foreach (var preview in await AnswersAsync(engine, key, parameters))
        {
            Assert.All(preview.Totals.SelectMany(total => total.Values), value => Assert.Equal(0m, value ?? 0));
            Assert.All(Money(preview), amount => Assert.Equal(0m, amount));
        }
    }

    // Each section as a preview, and the whole as a file, whose control figures must agree; empty only where a snapshot is missing.
    private static async Task<IReadOnlyList<ReportPreview>> AnswersAsync(TestEngine engine, string key, (string, string)[] parameters)
    {
        var request = TestEngine.Request(key, parameters);
        var previews = new List<ReportPreview>();
        foreach (var section in TestEngine.Catalog.Find(key)!.Sections)
        {
            var outcome = await engine.Runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(section.Name), default);
            if (!outcome.Ok)
            {
                Assert.Equal("no_snapshot", Assert.Single(outcome.Problems).Code);
                return previews;
            }

            previews.Add(outcome.Value);
        }

        await engine.WriteAsync(TestEngine.Everyone, request, new JsonReportWriter());
        return previews;
    }

    // Every day and period that the report asks for.
    private static (string, string)[] Over(string key, string from, string to) =>
    [
        .. TestEngine.Catalog.Find(key)!.Parameters.SelectMany(parameter => parameter.Type switch
        {
            ParameterType.Period => new[] { ("from", from), ("to", to) },
            ParameterType.AsOf or ParameterType.Snapshot when !parameter.IsOptional => [(parameter.Name, to)],
            _ => [],
        }),
    ];
}
