using System.Globalization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Catalog;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Features.Palette;

/// <summary>Gathers what a person can find, run and go to.</summary>
/// <param name="catalog">The reports.</param>
/// <param name="favourites">Shown first.</param>
/// <param name="history">The person's runs.</param>
public sealed class PaletteSource(ReportCatalog catalog, FavouriteReports favourites, RunHistory history)
{
    private const int Runs = 20;
    private const int Recent = 8;

    /// <summary>The index of a person.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<PaletteIndex> ReadAsync(Caller caller, CancellationToken ct)
    {
        var runs = (await history.ListAsync(caller, new RunFilter(All: false), 0, Runs, ct)).Runs;
        var kept = await favourites.ListAsync(caller, ct);
        List<PaletteItem> items =
        [
            .. catalog.ListedFor(caller).OrderBy(report => report.Meta.Title, StringComparer.Ordinal).Select(Of),
            .. PalettePages.For(caller),
            .. PalettePages.Commands(),
            .. catalog.ListedFor(caller).Select(report => report.Meta.Owner).Distinct().Order(StringComparer.Ordinal).Select(Owner),
            .. runs.Select(Of),
            .. runs.Where(run => run.IsOpen && !run.Stopping).Select(Stop),
        ];
        var recent = runs.Select(run => run.ReportKey).OfType<string>().Concat(kept.Select(report => report.Meta.Key))
            .Concat(Starters.For(catalog, caller).Select(report => report.Meta.Key))
            .Distinct(StringComparer.Ordinal)
            .Select(key => items.FindIndex(item => item.Kind == "report" && item.Id == key))
            .Where(index => index >= 0)
            .Take(Recent)
            .ToList();
        return new PaletteIndex(items, recent);
    }

    /// <summary>A report as the palette finds it: by its names, not by its figures.</summary>
    /// <param name="report">Which.</param>
    public static PaletteItem Of(ReportDefinition report) => new(
        "report",
        report.Meta.Key,
        report.Meta.Title,
        AreaName.Of(report.Meta.Area),
        AppUrls.Report(report.Meta.Key),
        [.. report.Meta.Synonyms, .. report.Meta.OldNames, report.Meta.Key],
        $"Opens {report.Meta.Title}. Add a period or a format, such as “last month csv”, or press Shift Enter for its workbook.");

    private static PaletteItem Of(RunLine run)
    {
        var what = run.Format is null ? run.Name : $"{run.Name} {run.Format.ToUpperInvariant()}";
        var number = run.Number.ToString(CultureInfo.InvariantCulture);
        return new PaletteItem("run", number, $"Run {number}: {what}", RunWords.Of(run.Status), AppUrls.Run(run.Id), [], $"Opens run {number}, {what}.");
    }

    private static PaletteItem Stop(RunLine run)
    {
        var number = run.Number.ToString(CultureInfo.InvariantCulture);
        return new PaletteItem(
            "command", "cancel " + run.Id.ToString("D"), $"Cancel run {number}: {run.Name}", "Command", null, [],
            $"Cancels run {number}, {run.Name}.", $"Press Enter again to cancel run {number}. What it has made so far is thrown away.");
    }

    private static PaletteItem Owner(string owner) => new(
        "owner", owner, owner, "Owner of reports", AppUrls.Catalog(KeyValuePair.Create("owner", owner)), ["owner"], $"Lists the reports that {owner} answers for.");
}
