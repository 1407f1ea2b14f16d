using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Views;
using ReportingAdmin.Features.Report;

namespace ReportingAdmin.Api;

/// <summary>Makes the request of a query that may name a saved view: what the query leaves open, the view gives.</summary>
internal static class ViewedRequest
{
    /// <summary>The request.</summary>
    /// <param name="key">The report's key.</param>
    /// <param name="report">The report; null where there is none of that key, which the engine will say.</param>
    /// <param name="words">The whole query.</param>
    /// <param name="query">What it says of the file.</param>
    /// <param name="views">Saved views.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Outcome<ReportRequest>> MakeAsync(
        string key, ReportDefinition? report, IReadOnlyList<KeyValuePair<string, StringValues>> words, FileQuery query, ReportViews views, Caller caller, CancellationToken ct)
    {
        if (query.View is not { } id)
        {
            return new ReportRequest(key, ReportQuery.Parameters(report, words), query.Section) { Layout = query.Layout };
        }

        var found = await views.FindAsync(caller, key, id, ct);
        if (!found.Ok)
        {
            return Outcome<ReportRequest>.From(found.Problems);
        }

        var view = found.Value;
        var parameters = ReportQuery.Parameters(report, words, view);
        var layout = new ReportLayout(query.Layout.Columns ?? view.State.Columns, query.Layout.Sort ?? view.State.Sort);
        var texts = parameters.ToDictionary(pair => pair.Key, pair => pair.Value.Count > 0 ? pair.Value[0] : "", StringComparer.Ordinal);
        var unchanged = new ViewState(texts, view.State.Section, layout.Columns, layout.Sort).Same(view.State);
        return new ReportRequest(key, parameters, query.Section) { Layout = unchanged ? layout with { View = view.Name } : layout };
    }
}
