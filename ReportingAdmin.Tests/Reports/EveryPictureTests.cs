using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>What must hold for every picture there is, on the demo data, with the defaults and with every preset.</summary>
public sealed class EveryPictureTests
{
    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Where(report => report.Charts.Count > 0).Select(report => report.Meta.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Each_is_drawn_and_adds_up_to_the_totals_of_its_table(string key)
    {
        var engine = await EveryReportTests.EngineAsync();
        var report = TestEngine.Catalog.Find(key)!;
        IEnumerable<(string, string)[]> sets = [[], .. report.Meta.Presets.Select(preset => preset.Parameters.Select(pair => (pair.Key, pair.Value)).ToArray())];
        foreach (var parameters in sets)
        {
            foreach (var section in report.Sections)
            {
                var preview = await engine.PreviewAsync(key, section.Name, parameters);
                foreach (var spec in report.Charts.Where(spec => preview.AllRows > 0 && spec.Section == section.Name))
                {
                    var charts = preview.Charts.Where(chart => Is(chart, spec) || (spec.Otherwise is { } other && Is(chart, other))).ToList();
                    Assert.True(charts.Count > 0, $"{spec.Title} is not drawn with {string.Join(", ", parameters)}.");
                    Assert.All(charts, chart => AddsUp(chart, spec, preview));
                }
            }
        }
    }

    // Where many series do not fit, the title says which stand.
    private static bool Is(ChartData chart, ChartSpec spec) => chart.Title.StartsWith(spec.Title, StringComparison.Ordinal);

    private static void AddsUp(ChartData chart, ChartSpec spec, ReportPreview preview)
    {
        foreach (var wanted in spec.Series)
        {
            var at = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == Names.Snake(wanted.Property));
            var column = preview.Section.Shown[at].Column;
            if (column.Spec.Total == Total.Sum)
            {
                var drawn = chart.Series.Where(series => spec.SplitBy is not null || series.Name == column.Spec.Header).Sum(series => series.Values.Sum() ?? 0);
                Assert.Equal(preview.Totals.Where(total => chart.Currency is null || total.Currency == chart.Currency).Sum(total => total.Values[at] ?? 0), drawn);
            }
        }
    }
}
