using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Notices;

/// <summary>Asks for a report's file from anywhere on the site; a notice tells when it is there, and the browser saves it.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="catalog">The reports.</param>
/// <param name="requests">Where files are asked for.</param>
/// <param name="notices">Tells.</param>
public sealed class QuickRun(SignedInCaller caller, ReportCatalog catalog, ReportRequests requests, NoticeCenter notices)
{
    /// <summary>Asks.</summary>
    /// <param name="key">The report.</param>
    /// <param name="query">Its parameters, as in its address.</param>
    /// <param name="format">The form of the file.</param>
    /// <returns>Null when it is being made; or why it is not.</returns>
    public async Task<Problem?> AskAsync(string key, IEnumerable<KeyValuePair<string, string>> query, FileFormat format)
    {
        var person = await caller.LoadAsync(CancellationToken.None);
        if (!person.Ok)
        {
            return person.FirstProblem;
        }

        var report = catalog.Find(key);
        var values = query.GroupBy(pair => pair.Key).Select(group => KeyValuePair.Create(group.Key, new StringValues([.. group.Select(pair => pair.Value)])));
        var request = new ReportRequest(key, ReportQuery.Parameters(report, values));
        var asked = await requests.AskAsync(
            person.Value,
            new RunRequest(new FileRequest(request, format, new OutputOptions())) { Waits = true, WaitAtMost = TimeSpan.Zero },
            CancellationToken.None);
        if (!asked.Ok)
        {
            return asked.FirstProblem;
        }

        notices.Started(asked.Value.RunId, $"{report!.Meta.Title} {FormatWords.Of(format).ToUpperInvariant()}");
        return null;
    }
}
