using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>What must hold for every report there is, on the demo data. A new report is under these without being named.</summary>
public sealed class EveryReportTests
{
    // The demo data ends with June 2025; a day in July makes its last month "last month".
    internal const string Today = "2025-07-10";

    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Select(report => report.Meta.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_server_describes_the_declared_columns(string key)
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        Assert.Empty(await new DriftCheck(TestEngine.Catalog, db.Database).FindAsync(TestEngine.Catalog.Find(key)!, default));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_SQL_of_every_section_that_is_not_made_in_code_can_be_read(string key)
    {
        var report = TestEngine.Catalog.Find(key)!;

        Assert.All(report.Sections, section => Assert.Equal(!section.FromCode, TestEngine.Catalog.SourceOf(report, section)?.Contains("select", StringComparison.Ordinal) ?? false));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_test_class_stands_at_the_mirrored_path(string key)
    {
        var report = TestEngine.Catalog.Find(key)!.GetType();
        var name = report.FullName!.Replace("ReportingAdmin.Core.", "ReportingAdmin.Tests.", StringComparison.Ordinal) + "Tests";
        var tests = typeof(EveryReportTests).Assembly.GetType(name);

        Assert.NotNull(tests);
        Assert.Contains(tests.GetMethods(), method => method.GetCustomAttributes(typeof(FactAttribute), true).Length > 0);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_default_run_shows_rows_in_every_section(string key)
    {
        var engine = await EngineAsync();

        foreach (var section in TestEngine.Catalog.Find(key)!.Sections)
        {
            var preview = await engine.PreviewAsync(key, section.Name);
            Assert.True(preview.AllRows > 0, $"{section.Name} is empty");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_identity_is_green_on_the_demo_data(string key)
    {
        var engine = await EngineAsync();

        var results = await engine.TieOutsAsync(key);

        Assert.All(results, result => Assert.True(
            result.State == TieOutState.Green, $"{result.Key} is {result.State}: {result.Reason} {string.Join("; ", result.Differences)}"));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Without_its_permission_the_door_refuses(string key)
    {
        var engine = await EngineAsync();
        var report = TestEngine.Catalog.Find(key)!;
        var all = Permissions.All.Where(permission => permission != report.Meta.Permission).ToArray();

        var outcome = await engine.Runner.PreviewAsync(
            TestEngine.Caller(RowScope.All, all), TestEngine.Request(key), new PreviewRequest(), default);

        Assert.Equal(ProblemKind.Forbidden, Assert.Single(outcome.Problems).Kind);
        Assert.DoesNotContain(report, TestEngine.Catalog.VisibleTo(TestEngine.Caller(RowScope.All, all)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_caller_without_any_scope_sees_no_row_or_is_refused(string key)
    {
        var engine = await EngineAsync();
        var report = TestEngine.Catalog.Find(key)!;
        var caller = TestEngine.Caller(RowScope.Nothing, [.. Permissions.All]);

        var outcome = await engine.Runner.PreviewAsync(caller, TestEngine.Request(key), new PreviewRequest(WithCharts: false), default);

        if (report.Meta.ScopedBy == ScopedBy.UnrestrictedOnly)
        {
            Assert.Equal(ProblemKind.Forbidden, Assert.Single(outcome.Problems).Kind);
        }
        else if (report.Meta.ScopedBy != ScopedBy.Nothing)
        {
            if (!outcome.Ok)
            {
                // Of a caller without a portfolio there is no month that is loaded in full.
                Assert.Equal("no_snapshot", Assert.Single(outcome.Problems).Code);
                return;
            }

            Assert.All(outcome.Value.Totals, total => Assert.All(total.Values, value => Assert.Equal(0, value ?? 0)));
            Assert.True(outcome.Value.Totals.Count > 0 || outcome.Value.AllRows == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_drill_down_leads_to_an_answer(string key)
    {
        var engine = await EngineAsync();
        var report = TestEngine.Catalog.Find(key)!;
        foreach (var section in report.Sections.Where(section => section.DrillLinks.Count > 0))
        {
            // A figure that the default days have none of, such as requests without history, leads somewhere in five years.
            var preview = await engine.PreviewAsync(key, section.Name);
            ReportPreview? longer = null;
            foreach (var link in section.DrillLinks)
            {
                var (shown, target) = (preview, Target(preview, link));
                if (target is null && report.Parameters.Any(parameter => parameter.Name == "period"))
                {
                    longer ??= await engine.PreviewAsync(key, section.Name, ("from", "2020-07-11"), ("to", Today));
                    (shown, target) = (longer, Target(longer, link));
                }

                if (target is null)
                {
                    // Of what the demo data have none nothing leads anywhere: the report's own test follows it.
                    var place = shown.Section.Shown.ToList().FindIndex(column => column.Column.Name == Names.Snake(link.From));
                    Assert.True(shown.Rows.All(row => row.Cells[place] is null or 0L or 0m or false), $"No {link.From} of {section.Name} leads anywhere.");
                    continue;
                }

                await engine.PreviewAsync(target.Key, target.Section, [.. target.Query.Select(pair => (pair.Key, pair.Value))]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_preset_has_its_own_name_and_gives_other_rows_than_the_defaults(string key)
    {
        // A day in June, for the last month-end is not that of the last quarter then.
        var engine = await EngineAsync("2025-06-10");
        var report = TestEngine.Catalog.Find(key)!;
        var presets = report.Meta.Presets;
        Assert.Equal(presets.Count, presets.Select(preset => preset.Key).Distinct().Count());
        Assert.Equal(presets.Count, presets.Select(preset => preset.Title).Distinct().Count());
        Assert.True(report.Meta.Area != "lending" || presets.Count > 0, "It has no preset.");

        var defaults = await FingerprintAsync(engine, report);
        foreach (var preset in presets)
        {
            (string, string)[] parameters = [.. preset.Parameters.Select(pair => (pair.Key, pair.Value))];
            var answer = await FingerprintAsync(engine, report, parameters);
            Assert.NotNull(answer);
            Assert.NotEqual(defaults, answer);
        }
    }

    internal static async Task<TestEngine> EngineAsync(string today = Today) => new(await TestDatabase.SharedAsync(Template.Demo), today);

    private static DrillTarget? Target(ReportPreview preview, DrillLink link) =>
        preview.Rows.Select(row => row.Drills.GetValueOrDefault(Names.Snake(link.From))).FirstOrDefault(drill => drill is not null);

    /// <summary>The rows, totals and counts of all sections as one text; null where they are refused.</summary>
    internal static async Task<string?> FingerprintAsync(TestEngine engine, Report report, params (string Name, string Text)[] parameters)
    {
        var lines = new List<string>();
        foreach (var section in report.Sections)
        {
            var outcome = await engine.Runner.PreviewAsync(
                TestEngine.Everyone, TestEngine.Request(report.Meta.Key, parameters), new PreviewRequest(section.Name, WithCharts: false), default);
            if (!outcome.Ok)
            {
                return null;
            }

            lines.AddRange(TestEngine.Lines(outcome.Value));
            lines.Add(outcome.Value.AllRows.ToString(System.Globalization.CultureInfo.InvariantCulture));
            lines.AddRange(outcome.Value.Totals.Select(total => $"{total.Currency} {string.Join(' ', total.Values)}"));
        }

        return string.Join('\n', lines);
    }
}
