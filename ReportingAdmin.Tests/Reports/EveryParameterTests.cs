using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>What must hold for every parameter of every report, on the demo data.</summary>
public sealed class EveryParameterTests
{
    // What a report shows without parameters, by its key and today: asked for with each of its parameters, and nobody changes the data.
    private static readonly Dictionary<(string Key, string Today), string?> s_defaults = [];

    public static TheoryData<string> Keys => EveryReportTests.Keys;

    public static IEnumerable<object[]> OptionalParameters =>
        TestEngine.Catalog.All.SelectMany(report => report.Parameters
            .Where(parameter => !parameter.Spec.Required && !parameter.Spec.NotInSql)
            .Select(parameter => new object[] { report.Meta.Key, parameter.Name }));

    [Theory]
    [MemberData(nameof(OptionalParameters))]
    public async Task Each_optional_parameter_alone_really_filters(string key, string parameter)
    {
        var report = TestEngine.Catalog.Find(key)!;
        var declared = report.Parameters.First(candidate => candidate.Name == parameter);

        // Today no case is open that was cancelled since: of the two years before some day has one. A refusal is no filter.
        foreach (var today in Enumerable.Range(0, 25).Select(months => DateOnly.Parse(EveryReportTests.Today, CultureInfo.InvariantCulture).AddMonths(-months)))
        {
            var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var engine = await EveryReportTests.EngineAsync(day);
            var before = s_defaults.TryGetValue((key, day), out var known) ? known : s_defaults[(key, day)] = await EveryReportTests.FingerprintAsync(engine, report);
            foreach (var text in before is null ? [] : await CandidatesAsync(engine, report, declared))
            {
                if (await EveryReportTests.FingerprintAsync(engine, report, (declared.Name, text)) is { } after && after != before)
                {
                    return;
                }
            }
        }

        Assert.Fail($"No value of {parameter} that is answered changed any row of {key}.");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Hostile_texts_in_every_parameter_change_nothing_and_never_fail_in_the_database(string key)
    {
        var engine = await EveryReportTests.EngineAsync();
        foreach (var parameter in TestEngine.Catalog.Find(key)!.Parameters)
        {
            foreach (var text in HostileTexts.All)
            {
                // A refusal by value or no row at all are both in order; an exception of the database is not.
                var outcome = await engine.Runner.PreviewAsync(
                    TestEngine.Everyone, TestEngine.Request(key, (parameter.Name, text)), new PreviewRequest(WithCharts: false), default);
                Assert.All(outcome.Problems, problem => Assert.NotEqual(ProblemKind.Failed, problem.Kind));
            }
        }
    }

    private static async Task<IReadOnlyList<string>> CandidatesAsync(TestEngine engine, Report report, Parameter parameter)
    {
        if (parameter.Spec.Lookup is not null)
        {
            var choices = await engine.Runner.LookupAsync(TestEngine.Everyone, report.Meta.Key, parameter.Name, "", default);
            return [.. choices.Value!.Select(choice => choice.Value)];
        }

        return parameter.Type switch
        {
            ParameterType.Flag => ["true", "false"],
            ParameterType.Integer => ["1", "30", "100", "1000", "2022", "2024"],
            ParameterType.Number => ["1", "100", "1000", "10000"],
            ParameterType.Text => ["a", "1", "insurance"],
            ParameterType.AsOf or ParameterType.Snapshot => ["2025-03-31", "2024-10-15"],
            _ => [.. parameter.Choices.Select(choice => choice.Value)],
        };
    }
}
