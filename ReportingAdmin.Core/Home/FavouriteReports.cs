using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Home;

/// <summary>The reports that a person keeps at hand: his own alone, and only those he may see now.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="catalog">The reports.</param>
public sealed class FavouriteReports(ReportingDatabase database, ReportCatalog catalog)
{
    /// <summary>The most that one person keeps.</summary>
    public const int Most = 50;

    /// <summary>The caller's favourites, the newest last. One whose right was taken away is left out until it comes back.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<Report>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            "select f.report_key from app.favourite_report f where f.person_id = $1 order by f.added_at, f.report_key");
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        var found = new List<Report>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (catalog.Find(reader.GetString(0)) is { } report && ReportCatalog.IsListed(caller, report))
            {
                found.Add(report);
            }
        }

        return found;
    }

    /// <summary>Keeps a report at hand, or no longer.</summary>
    /// <param name="caller">Whose; the operator at the command line has none.</param>
    /// <param name="key">The report, which he must be allowed to see to keep it.</param>
    /// <param name="kept">Whether it is one from now on.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The report; or why it cannot be kept.</returns>
    public async Task<Outcome<Report>> SetAsync(Caller caller, string key, bool kept, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        if (catalog.Find(key) is not { } report || !ReportCatalog.IsVisible(caller, report) || caller.PersonId is not { } person)
        {
            return new Problem(ProblemKind.NotFound, "There is no such report for you. Look it up in the catalog.", null, "unknown_report");
        }

        await using var command = database.App.CreateCommand(kept
            ? """
              insert into app.favourite_report (person_id, report_key)
              select $1, $2 where (select count(*) from app.favourite_report f where f.person_id = $1 and f.report_key <> $2) < $3
              on conflict do nothing
              """
            : "delete from app.favourite_report f where f.person_id = $1 and f.report_key = $2");
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(key);
        if (kept)
        {
            command.Parameters.AddWithValue((long)Most);
        }

        var changed = await command.ExecuteNonQueryAsync(ct);
        return kept && changed == 0 && (await ListAsync(caller, ct)).All(one => one.Meta.Key != key)
            ? new Problem(ProblemKind.Invalid, $"You keep {Most} favourites, which is the most. Take one away first.", null, "too_many_favourites")
            : report;
    }
}
