using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Views;

/// <summary>
/// Saved views of reports. A private one is its person's alone; one that is shared is seen by those who hold its role, and changed
/// by those of them who may share. What a view shows is decided when it is run: by the rights of the one who runs it.
/// </summary>
/// <param name="database">The application's connections.</param>
/// <param name="catalog">The reports.</param>
/// <param name="calendar">What date words are relative to.</param>
public sealed partial class ReportViews(ReportingDatabase database, ReportCatalog catalog, CompanyCalendar calendar)
{
    /// <summary>The most views of one person on one report.</summary>
    public const int MostPerReport = 100;

    private const string Select =
        """
        select v.id, v.name, v.parameters, v.section, v.columns, v.sort, v.person_id = $1, p.name, r.id, r.name, r.everyone,
               d.view_id is not null, v.revision, v.changed_at
        from app.report_view v
        join app.person p on p.id = v.person_id
        left join app.role r on r.id = v.role_id
        left join app.report_view_default d on d.person_id = $1 and d.report_key = v.report_key and d.view_id = v.id
        where v.report_key = $2
          and (v.person_id = $1 or r.everyone or exists (select from app.role_grant g where g.role_id = v.role_id and g.person_id = $1))
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The views that the caller may use: his own first, then the shared ones, by name.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="reportKey">The report.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<SavedView>> ListAsync(Caller caller, string reportKey, CancellationToken ct)
    {
        if (Refusal(caller, reportKey) is not null)
        {
            return [];
        }

        await using var command = Command($"{Select} order by v.person_id <> $1, lower(v.name), v.id", caller, reportKey);
        return await ReadAsync(command, caller, ct);
    }

    /// <summary>One view; one that the caller may not use answers like one that does not exist.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="reportKey">The report.</param>
    /// <param name="id">The view.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<SavedView>> FindAsync(Caller caller, string reportKey, long id, CancellationToken ct)
    {
        if (Refusal(caller, reportKey) is { } refusal)
        {
            return refusal;
        }

        await using var command = Command($"{Select} and v.id = $3", caller, reportKey);
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, caller, ct)) is [var view] ? view : Unknown();
    }

    /// <summary>The roles that the caller may share with: those he holds. None without <c>presets.share</c>.</summary>
    /// <param name="caller">Who would share.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<SharingRole>> RolesAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permissions.PresetsShare))
        {
            return [];
        }

        await using var command = database.App.CreateCommand(
            """
            select r.id, r.name, r.everyone from app.role r
            where r.everyone or exists (select from app.role_grant g where g.role_id = r.id and g.person_id = $1)
            order by r.everyone, r.name
            """);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        var roles = new List<SharingRole>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            roles.Add(new SharingRole(reader.GetInt64(0), reader.GetString(1), reader.GetBoolean(2)));
        }

        return roles;
    }

    private static Outcome<SavedView> Unknown() =>
        new Problem(ProblemKind.NotFound, "There is no such view, or it is not shared with you.", "view", "unknown_view");

    private Problem? Refusal(Caller caller, string reportKey) =>
        catalog.Find(reportKey) is not { } report ? new Problem(ProblemKind.NotFound, $"There is no report '{reportKey}'.", null, "unknown_report")
        : ReportCatalog.IsVisible(caller, report) ? null
        : new Problem(ProblemKind.Forbidden, "You may not run this report.", null, "forbidden");

    private NpgsqlCommand Command(string sql, Caller caller, string reportKey)
    {
        var command = database.App.CreateCommand(sql);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        command.Parameters.AddWithValue(reportKey);
        return command;
    }

    private static NpgsqlParameter Text(string? text) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };

    private static NpgsqlParameter Json(IReadOnlyDictionary<string, string> parameters) =>
        new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(parameters, s_json) };

    private static async Task<IReadOnlyList<SavedView>> ReadAsync(NpgsqlCommand command, Caller caller, CancellationToken ct)
    {
        var views = new List<SavedView>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var role = reader.IsDBNull(8) ? null : new SharingRole(reader.GetInt64(8), reader.GetString(9), reader.GetBoolean(10));
            var mine = reader.GetBoolean(6);
            views.Add(new SavedView(
                reader.GetInt64(0),
                reader.GetString(1),
                new ViewState(
                    JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(2), s_json) ?? [],
                    Maybe(reader, 3),
                    Maybe(reader, 4),
                    Maybe(reader, 5)))
            {
                Mine = mine,
                Owner = reader.GetString(7),
                SharedWith = role,
                IsDefault = reader.GetBoolean(11),
                MayChange = role is null ? mine : caller.May(Permissions.PresetsShare),
                Revision = reader.GetInt32(12),
                ChangedAt = reader.GetFieldValue<DateTimeOffset>(13),
            });
        }

        return views;
    }

    private static string? Maybe(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetString(i);
}
