using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>Reads what a report's page shows, with the rights that its person has now.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="runner">Knows who may read which report.</param>
/// <param name="previews">Where figures are read.</param>
/// <param name="ends">How far the data go.</param>
internal sealed class FigureReader(SignedInCaller caller, ReportRunner runner, ReportPreviews previews, DataEnds ends)
{
    /// <summary>What stands against a request before a figure is read: that there is no such report, or none for this person, or its parameters.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<Problem>> AgainstAsync(ReportRequest request, CancellationToken ct)
    {
        var known = await caller.LoadAsync(ct);
        return known.Ok ? (await runner.PrepareAsync(known.Value, request, ct)).Problems : known.Problems;
    }

    /// <summary>Reads one page of one section.</summary>
    /// <param name="report">The report.</param>
    /// <param name="wanted">What of it.</param>
    /// <param name="ct">Stops the query in the database too.</param>
    /// <returns>The figures, or why there are none.</returns>
    public async Task<Outcome<FiguresRead>> ReadAsync(ReportDefinition report, FiguresWanted wanted, CancellationToken ct)
    {
        var known = await caller.LoadAsync(ct);
        if (!known.Ok)
        {
            return Outcome<FiguresRead>.From(known.Problems);
        }

        var address = wanted.Address;
        var page = new PreviewRequest(address.Section, address.Sort, (address.Page - 1L) * PreviewRequest.MaxTake, PreviewRequest.MaxTake, wanted.WithCharts);
        var read = await previews.ReadAsync(known.Value, address.ToRequest(report) with { Layout = new ReportLayout(address.Columns) }, page, wanted.Waits, ct);
        return read.Ok ? new FiguresRead(read.Value, await NotLoadedAsync(report, read.Value, ct)) : Outcome<FiguresRead>.From(read.Problems);
    }

    private async Task<NotLoaded?> NotLoadedAsync(ReportDefinition report, ReportPreview preview, CancellationToken ct)
    {
        var asked = preview.Prepared.Bound.Values.FirstOrDefault(value => value.Parameter.Type == ParameterType.Period);
        return asked?.Parameter.Property.GetValue(preview.Prepared.Bound.Input) is Period period
            && await ends.OfAsync(report.Meta.Area, ct) is { } end && period.From > end
            ? new NotLoaded(end, DataEnds.LatestComplete(period, end))
            : null;
    }
}

/// <summary>What a page wants of its report.</summary>
/// <param name="Address">The page's state.</param>
/// <param name="WithCharts">Whether the pictures are wanted too.</param>
/// <param name="Waits">The person waits, however long it takes.</param>
internal sealed record FiguresWanted(ReportAddress Address, bool WithCharts, bool Waits);

/// <summary>What was read for a page.</summary>
/// <param name="Preview">The figures.</param>
/// <param name="NotLoaded">Where the period begins after the data end; null = it does not.</param>
internal sealed record FiguresRead(ReportPreview Preview, NotLoaded? NotLoaded);

/// <summary>A period of which nothing has been loaded.</summary>
/// <param name="End">The last day that has data.</param>
/// <param name="Complete">The latest period of the same length that has them all.</param>
internal sealed record NotLoaded(DateOnly End, Period Complete);
