using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>The part that opens the one snapshot of a call and completes the input in it.</summary>
public sealed partial class ReportRunner
{
    private async Task<Outcome<T>> InSnapshotAsync<T>(
        PreparedReport prepared, string name, Func<Snapshot, PreparedReport, Task<Outcome<T>>> work, CancellationToken ct)
        where T : class
    {
        var snapshotOptions = new SnapshotOptions($"reporting {name}", options.Value.StatementTimeout, company.TimeZone);
        try
        {
            await using var snapshot = await Snapshot.OpenAsync(database.Reader, catalog.Files, prepared.Report, prepared.Caller.Scope, snapshotOptions, ct);
            var resolved = await ResolveAsync(snapshot, prepared, ct);
            return resolved.Ok ? await work(snapshot, resolved.Value) : Outcome<T>.From(resolved.Problems);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled && !ct.IsCancellationRequested)
        {
            return new Problem(
                ProblemKind.Failed,
                $"The report stopped after {options.Value.StatementTimeout.TotalMinutes:0.#} min because its query took longer. Nothing was kept. Choose a shorter period or fewer rows.",
                null,
                "statement_timeout");
        }
    }

    // Completes the input inside the snapshot: unknown or foreign lookup values are refused, the report fills in what it resolves.
    private async Task<Outcome<PreparedReport>> ResolveAsync(Snapshot snapshot, PreparedReport prepared, CancellationToken ct)
    {
        var names = new Dictionary<(string Parameter, string Code), string>();
        var unknown = await LookupReader.UnknownAsync(catalog.Files, snapshot, prepared.Report, prepared.Bound, names, ct);
        if (unknown.Count > 0)
        {
            return Outcome<PreparedReport>.From(unknown);
        }

        var context = new ResolveContext(
            snapshot,
            tapes,
            await calendar.ForAsync(prepared.Report.Meta.Area, ct),
            conventions,
            prepared.Caller,
            prepared.Bound.Values.Where(value => value.Given is not null).Select(value => value.Parameter.Name).ToHashSet(StringComparer.Ordinal),
            (bound, token) => LookupReader.UnknownAsync(catalog.Files, snapshot, prepared.Report, bound, names, token));
        var resolved = await prepared.Report.ResolveInputAsync(context, prepared.Bound.Input, ct);
        return resolved.Ok
            ? Prepared(prepared.Caller, prepared.Report, prepared.Bound with { Input = resolved.Value }, [.. prepared.Sections.Select(plan => plan.Section)], prepared.Layout) with { Names = names }
            : Outcome<PreparedReport>.From(resolved.Problems);
    }
}
