using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>The part that looks further where there is nothing to show.</summary>
public sealed partial class ReportRunner
{
    // Each look is a count; a page does not wait for more.
    private const int MostLooks = 6;

    /// <summary>
    /// Which one filter, taken away, leaves rows; where no single one does, whether taking all of them away does. The counts are
    /// read, not guessed.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What showed no row.</param>
    /// <param name="section">The section shown; null = the first.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What to take away; null where nothing helps, or it would take too long to find out.</returns>
    public async Task<Widening?> WidenAsync(Caller caller, ReportRequest request, string? section, CancellationToken ct)
    {
        var prepared = await PrepareAsync(caller, request with { Section = section, Layout = ReportLayout.Declared }, ct);
        if (!prepared.Ok)
        {
            return null;
        }

        var filters = prepared.Value.Bound.Values
            .Where(value => value.Given is not null && value.Parameter.IsOptional && value.Parameter.Type is not (ParameterType.Period or ParameterType.AsOf or ParameterType.Snapshot))
            .Select(value => value.Parameter)
            .ToList();
        Widening? best = null;
        foreach (var filter in filters.Take(MostLooks))
        {
            var rows = await CountWithoutAsync(caller, request, section, [filter], ct);
            best = rows > 0 && (best is null || rows < best.Rows) ? new Widening([filter], rows) : best;
        }

        if (best is not null || filters.Count < 2)
        {
            return best;
        }

        var all = await CountWithoutAsync(caller, request, section, filters, ct);
        return all > 0 ? new Widening(filters, all) : null;
    }

    private async Task<long> CountWithoutAsync(Caller caller, ReportRequest request, string? section, IReadOnlyList<Parameter> left, CancellationToken ct)
    {
        var names = left.SelectMany(parameter => parameter.GivenNames).ToHashSet(StringComparer.Ordinal);
        var wider = request with
        {
            Section = section,
            Layout = ReportLayout.Declared,
            Parameters = request.Parameters.Where(pair => !names.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };
        var prepared = await PrepareAsync(caller, wider, ct);
        if (!prepared.Ok)
        {
            return 0;
        }

        var counted = await InSnapshotAsync<RowEstimate>(prepared.Value, "widening", async (snapshot, resolved) =>
        {
            var reader = new SectionReader(catalog.Files, snapshot, resolved.Report, resolved.Bound.Input);
            return new RowEstimate(await reader.CountAsync(resolved.Sections[0].Section, ct));
        }, ct);
        return counted.Value?.Rows ?? 0;
    }
}

/// <summary>What to take away so that there is something to show.</summary>
/// <param name="Left">The filters to take away.</param>
/// <param name="Rows">The rows that there are then.</param>
public sealed record Widening(IReadOnlyList<Parameter> Left, long Rows);
