using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>The part that lists what a parameter accepts.</summary>
public sealed partial class ReportRunner
{
    private const int LookupTake = 50;

    /// <summary>Values of a parameter that contain the text, within the caller's row scope; at most 50.</summary>
    /// <param name="caller">Who asks; must be permitted to run the report.</param>
    /// <param name="key">The report.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="search">Part of a value or label; empty = the first ones.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<Choice>>> LookupAsync(Caller caller, string key, string parameter, string search, CancellationToken ct)
    {
        var report = catalog.Find(key);
        var lookup = report?.Parameters.FirstOrDefault(candidate => candidate.Name == parameter)?.Spec.Lookup;
        if (report is null || lookup is null)
        {
            return new Problem(ProblemKind.NotFound, "There is no such list of values.", parameter, "unknown_lookup");
        }

        if (Refusal(caller, report) is { } refusal)
        {
            return refusal;
        }

        if (search.Contains('\0', StringComparison.Ordinal))
        {
            return Outcome<IReadOnlyList<Choice>>.Of([]); // no value has a character that cannot be stored
        }

        var snapshotOptions = new SnapshotOptions("reporting lookup", options.Value.StatementTimeout, company.TimeZone);
        await using var snapshot = await Snapshot.OpenAsync(database.Reader, catalog.Files, report, caller.Scope, snapshotOptions, ct);
        return Outcome<IReadOnlyList<Choice>>.Of(await LookupReader.SearchAsync(catalog.Files, snapshot, lookup, search, LookupTake, ct));
    }
}
