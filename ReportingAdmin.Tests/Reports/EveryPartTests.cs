using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>
/// Parts come to the whole: every report cut in two by agency or portfolio, once by its filter and once by what two persons may see,
/// on the demo data. The totals of both parts are those of the whole, for every column that is summed.
/// </summary>
public sealed class EveryPartTests
{
    // What is not the same in parts, and why.
    private static readonly Dictionary<string, string> s_apart = new(StringComparer.Ordinal)
    {
        ["escrow/parties-by-state states *"] = "A person with cases of two agencies counts once in each part.",
    };

    public static TheoryData<string> Keys => [.. TestEngine.Catalog.All.Where(report => PartedBy(report) is not null).Select(report => report.Meta.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_totals_of_two_parts_are_those_of_the_whole(string key)
    {
        var engine = await EveryReportTests.EngineAsync();
        var report = TestEngine.Catalog.Find(key)!;
        var parameter = PartedBy(report)!;
        var db = await TestDatabase.SharedAsync(Template.Demo);
        var codes = (await db.ScalarAsync<string[]>(parameter == "agency"
            ? "select array_agg(a.code order by a.code) from escrow.agency a where exists (select from escrow.escrow_case c where c.agency_id = a.id)"
            : "select array_agg(p.code order by p.code) from lending.portfolio p where exists (select from lending.loan l where l.portfolio_id = p.id)"))!;
        string[][] halves = [[.. codes.Where((_, i) => i % 2 == 0)], [.. codes.Where((_, i) => i % 2 == 1)]];
        Assert.All(halves, Assert.NotEmpty);

        foreach (var section in report.Sections)
        {
            var whole = Sums(await PreviewAsync(TestEngine.Everyone));
            List<ReportPreview> filtered = [], scoped = [];
            foreach (var half in halves)
            {
                filtered.Add(await PreviewAsync(TestEngine.Everyone, (parameter, string.Join(',', half))));
                scoped.Add(await PreviewAsync(TestEngine.Caller(parameter == "agency" ? RowScope.Of(half, []) : RowScope.Of([], half), [.. Permissions.All])));
            }

            Assert.Equal(whole, Added(filtered));
            Assert.Equal(whole, Added(scoped));

            Task<ReportPreview> PreviewAsync(Caller caller, params (string, string)[] parameters) => engine.PreviewAsync(caller, key, section.Name, parameters);

            IEnumerable<KeyValuePair<string, decimal>> Added(IEnumerable<ReportPreview> parts) =>
                parts.SelectMany(Sums).GroupBy(sum => sum.Key).ToDictionary(sums => sums.Key, sums => sums.Sum(sum => sum.Value)).OrderBy(sum => sum.Key, StringComparer.Ordinal);

            IEnumerable<KeyValuePair<string, decimal>> Sums(ReportPreview preview) =>
                (from total in preview.Totals
                 from cell in preview.Section.Shown.Zip(total.Values)
                 where cell.First.Column.Spec is { Total: Total.Sum, Format: Format.Money or Format.Plain } && !s_apart.ContainsKey($"{key} {section.Name} {cell.First.Column.Name}") && !s_apart.ContainsKey($"{key} {section.Name} *")
                 where cell.Second is not (null or 0)
                 select KeyValuePair.Create($"{section.Name} {cell.First.Column.Name} {total.Currency}", cell.Second!.Value)).OrderBy(sum => sum.Key, StringComparer.Ordinal);
        }
    }

    private static string? PartedBy(Report report) => report.Meta.ScopedBy switch
    {
        ScopedBy.Agency => report.Parameters.Any(parameter => parameter.Name == "agency") ? "agency" : null,
        ScopedBy.Portfolio => report.Parameters.Any(parameter => parameter.Name == "portfolio") ? "portfolio" : null,
        _ => null,
    };
}
