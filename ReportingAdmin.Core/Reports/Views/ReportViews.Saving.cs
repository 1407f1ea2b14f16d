using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Reports.Views;

/// <summary>The part that changes views. Every change is audited in its own transaction.</summary>
public sealed partial class ReportViews
{
    /// <summary>Saves a new view.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="reportKey">The report.</param>
    /// <param name="draft">What.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The view; a conflict where he has one of that name.</returns>
    public async Task<Outcome<SavedView>> CreateAsync(Caller caller, string reportKey, ViewDraft draft, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var name = await CheckedAsync(caller, reportKey, draft, ct);
        if (!name.Ok)
        {
            return Outcome<SavedView>.From(name.Problems);
        }

        return await ChangeAsync(caller, reportKey, "view.save", name.Value, async connection =>
        {
            await using var command = new NpgsqlCommand(
                """
                insert into app.report_view (report_key, person_id, name, role_id, parameters, section, columns, sort)
                select $1, $2, $3, $4, $5, $6, $7, $8
                where (select count(*) from app.report_view v where v.report_key = $1 and v.person_id = $2) < $9
                returning id
                """,
                connection);
            command.Parameters.AddWithValue(reportKey);
            command.Parameters.AddWithValue(caller.PersonId ?? 0);
            command.Parameters.AddWithValue(name.Value);
            AddState(command, draft);
            command.Parameters.AddWithValue(MostPerReport);
            return Saved(
                await command.ExecuteScalarAsync(ct),
                new Problem(ProblemKind.Invalid, $"You have {MostPerReport} views of this report. Delete one first.", "name", "too_many"));
        }, ct);
    }

    /// <summary>Changes a view: its name, what it keeps, with whom it is shared.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="reportKey">The report.</param>
    /// <param name="id">The view.</param>
    /// <param name="revision">The revision that was read.</param>
    /// <param name="draft">What it becomes.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The view; a conflict where somebody changed it in between, or he has another one of that name.</returns>
    public async Task<Outcome<SavedView>> ChangeAsync(Caller caller, string reportKey, long id, int revision, ViewDraft draft, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var name = await CheckedAsync(caller, reportKey, draft, ct);
        var found = name.Ok ? await ChangeableAsync(caller, reportKey, id, ct) : Outcome<SavedView>.From(name.Problems);
        if (!found.Ok)
        {
            return found;
        }

        return await ChangeAsync(caller, reportKey, "view.change", name.Value!, async connection =>
        {
            await using var command = new NpgsqlCommand(
                """
                update app.report_view
                set name = $3, role_id = $4, parameters = $5, section = $6, columns = $7, sort = $8, revision = revision + 1, changed_at = now()
                where id = $1 and revision = $2
                returning id
                """,
                connection);
            command.Parameters.AddWithValue(id);
            command.Parameters.AddWithValue(revision);
            command.Parameters.AddWithValue(name.Value!);
            AddState(command, draft);
            return Saved(
                await command.ExecuteScalarAsync(ct),
                new Problem(ProblemKind.Conflict, $"'{found.Value.Name}' was changed since you opened it. Open it again; nothing was saved.", null, "stale"));
        }, ct);
    }

    /// <summary>Deletes a view.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="reportKey">The report.</param>
    /// <param name="id">The view.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Problem?> DeleteAsync(Caller caller, string reportKey, long id, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        var found = await ChangeableAsync(caller, reportKey, id, ct);
        if (!found.Ok)
        {
            return found.FirstProblem;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("delete from app.report_view where id = $1", connection, transaction);
        command.Parameters.AddWithValue(id);
        await command.ExecuteNonQueryAsync(ct);
        await AuditLog.WriteAsync(connection, caller, Entry("view.delete", reportKey, found.Value.Name), ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>Sets what the caller meets first when he opens the report.</summary>
    /// <param name="caller">Whose default.</param>
    /// <param name="reportKey">The report.</param>
    /// <param name="id">The view; null = the report as it is.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Problem?> SetDefaultAsync(Caller caller, string reportKey, long? id, CancellationToken ct)
    {
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        if (caller.PersonId is not { } person)
        {
            return NobodysView();
        }

        if (id is { } view && await FindAsync(caller, reportKey, view, ct) is { Ok: false } refused)
        {
            return refused.FirstProblem;
        }

        await using var command = database.App.CreateCommand(id is null
            ? "delete from app.report_view_default where person_id = $1 and report_key = $2"
            : """
              insert into app.report_view_default (person_id, report_key, view_id) values ($1, $2, $3)
              on conflict (person_id, report_key) do update set view_id = excluded.view_id
              """);
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(reportKey);
        if (id is not null)
        {
            command.Parameters.AddWithValue(id.Value);
        }

        await command.ExecuteNonQueryAsync(ct);
        return null;
    }

    private static Outcome<object> Saved(object? id, Problem otherwise) => id is long ? Outcome<object>.Of(id) : otherwise;

    private static Problem NobodysView() =>
        new(ProblemKind.Forbidden, "Views belong to a person. Sign in as one.", null, "forbidden");

    private static AuditEntry Entry(string action, string reportKey, string name) =>
        new(action, AuditOutcome.Done, "report", reportKey, Details: new Dictionary<string, string> { ["view"] = name });

    private static void AddState(NpgsqlCommand command, ViewDraft draft)
    {
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)draft.RoleId ?? DBNull.Value });
        command.Parameters.Add(Json(draft.State.Parameters));
        command.Parameters.Add(Text(draft.State.Section));
        command.Parameters.Add(Text(draft.State.Columns));
        command.Parameters.Add(Text(draft.State.Sort));
    }

    // The name, when nothing stands against saving.
    private async Task<Outcome<string>> CheckedAsync(Caller caller, string reportKey, ViewDraft draft, CancellationToken ct)
    {
        if (caller.PersonId is null)
        {
            return NobodysView();
        }

        if (Refusal(caller, reportKey) is { } refusal)
        {
            return refusal;
        }

        if (draft.RoleId is { } role && (await RolesAsync(caller, ct)).All(one => one.Id != role))
        {
            return caller.May(Permissions.PresetsShare)
                ? new Problem(ProblemKind.Forbidden, "Share with a role that you hold.", "role", "forbidden")
                : new Problem(ProblemKind.Forbidden, $"You may not share views. It needs the right {Permissions.PresetsShare}; an administrator grants it by a role.", "role", "forbidden");
        }

        var report = catalog.Find(reportKey)!;
        var problems = new List<Problem>();
        var name = DisplayName.Read(draft.Name, "name");
        problems.AddRange(name.Problems);
        var given = draft.State.Parameters.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value], StringComparer.Ordinal);
        problems.AddRange(ParameterBinder.Bind(report, given, await calendar.ForAsync(report.Meta.Area, ct)).Problems);
        problems.AddRange(LayoutBinder.Bind(report, new ReportLayout(draft.State.Columns, draft.State.Sort)).Problems);
        if (draft.State.Section is { } section && report.Sections.All(one => one.Name != section))
        {
            problems.Add(new Problem(ProblemKind.Invalid, $"There is no section '{section}'.", "section", "unknown_section"));
        }

        return problems.Count == 0 ? name : Outcome<string>.From(problems);
    }

    private async Task<Outcome<SavedView>> ChangeableAsync(Caller caller, string reportKey, long id, CancellationToken ct)
    {
        var found = await FindAsync(caller, reportKey, id, ct);
        return !found.Ok || found.Value.MayChange || (found.Value.Mine && found.Value.SharedWith is null)
            ? found
            : new Problem(
                ProblemKind.Forbidden,
                $"'{found.Value.Name}' is shared with {found.Value.SharedWith!.InWords}. Changing it needs the right {Permissions.PresetsShare}.",
                null,
                "forbidden");
    }

    private async Task<Outcome<SavedView>> ChangeAsync(
        Caller caller, string reportKey, string action, string name, Func<NpgsqlConnection, Task<Outcome<object>>> work, CancellationToken ct)
    {
        try
        {
            await using var connection = await database.App.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var changed = await work(connection);
            if (!changed.Ok)
            {
                return Outcome<SavedView>.From(changed.Problems);
            }

            await AuditLog.WriteAsync(connection, caller, Entry(action, reportKey, name), ct);
            await transaction.CommitAsync(ct);
            return await FindAsync(caller, reportKey, (long)changed.Value, ct);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new Problem(ProblemKind.Conflict, $"You have a view '{name}' of this report already. Choose another name, or change that one.", "name", "name_taken");
        }
    }
}
