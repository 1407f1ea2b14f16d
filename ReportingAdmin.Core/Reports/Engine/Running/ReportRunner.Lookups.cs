using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Tapes;

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
    public Task<Outcome<IReadOnlyList<Choice>>> LookupAsync(Caller caller, string key, string parameter, string search, CancellationToken ct) =>
        InLookupAsync(
            caller,
            key,
            parameter,
            [search],
            (snapshot, report, lookup) => LookupReader.SearchAsync(catalog.Files, snapshot, report, lookup, search, LookupTake, ct),
            name => name.Contains(search, StringComparison.OrdinalIgnoreCase),
            ct);

    /// <summary>The words of some values of a parameter; a value that does not exist, or is outside the caller's row scope, is left out.</summary>
    /// <param name="caller">Who asks; must be permitted to run the report.</param>
    /// <param name="key">The report.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="values">The values.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Outcome<IReadOnlyList<Choice>>> WordsAsync(Caller caller, string key, string parameter, IReadOnlyList<string> values, CancellationToken ct) =>
        InLookupAsync(
            caller,
            key,
            parameter,
            values,
            (snapshot, report, lookup) => LookupReader.KnownAsync(catalog.Files, snapshot, report, lookup, [.. values], ct),
            name => values.Contains(name),
            ct);

    private async Task<Outcome<IReadOnlyList<Choice>>> InLookupAsync(
        Caller caller,
        string key,
        string parameter,
        IReadOnlyList<string> texts,
        Func<Snapshot, Report, string, Task<IReadOnlyList<Choice>>> read,
        Func<string, bool> tape,
        CancellationToken ct)
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

        if (texts.Any(text => text.Contains('\0', StringComparison.Ordinal)))
        {
            return Outcome<IReadOnlyList<Choice>>.Of([]); // no value has a character that cannot be stored
        }

        if (lookup == TapeConfigurations.Lookup)
        {
            return await tapes.NamesAsync(caller, tape, LookupTake, ct);
        }

        var snapshotOptions = new SnapshotOptions("reporting lookup", options.Value.StatementTimeout, company.TimeZone);
        await using var snapshot = await Snapshot.OpenAsync(database.Reader, catalog.Files, report, caller.Scope, snapshotOptions, ct);
        return Outcome<IReadOnlyList<Choice>>.Of(await read(snapshot, report, lookup));
    }
}
