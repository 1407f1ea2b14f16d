using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>One field of a loan tape.</summary>
/// <param name="Field">The loan tape's column key.</param>
/// <param name="Heading">Heading of this tape; null keeps the report's.</param>
public sealed record TapeField(string Field, string? Heading = null);

/// <summary>A saved choice of loan tape fields, order and headings.</summary>
/// <param name="Name">Its name in <c>config=</c>.</param>
/// <param name="Revision">Raised at each change; part of a run's identity.</param>
/// <param name="Masked">Personal fields are masked in it whatever the caller's right.</param>
/// <param name="Fields">The fields in order.</param>
/// <param name="Filters">Parameters of the loan tape that it sets where the caller gives none, by name, as in the URL.</param>
public sealed record TapeConfiguration(
    string Name, int Revision, bool Masked, IReadOnlyList<TapeField> Fields, IReadOnlyDictionary<string, string> Filters)
{
    /// <summary>What it is for; null when nothing was written.</summary>
    public string? Description { get; init; }
}

/// <summary>A configuration in the list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Revision">Raised at each change.</param>
/// <param name="Masked">Personal fields are masked.</param>
/// <param name="Fields">How many fields it has.</param>
/// <param name="ChangedAt">When it was last changed.</param>
public sealed record TapeSummary(string Name, string? Description, int Revision, bool Masked, int Fields, DateTimeOffset ChangedAt);

/// <summary>Reads and saves loan tape configurations.</summary>
/// <param name="database">The application's own connection: configurations are not source data.</param>
public sealed class TapeConfigurations(Data.ReportingDatabase database)
{
    /// <summary>Names the list of configurations where a parameter says what it is looked up in: the only one that is no SQL file.</summary>
    public const string Lookup = "tape_configuration";

    private const string Insert =
        """
        insert into app.loan_tape_config (name, description, masked, fields, filters, created_by)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (name) do nothing
        returning revision
        """;

    private const string Update =
        """
        update app.loan_tape_config
        set description = $2, masked = $3, fields = $4, filters = $5, revision = revision + 1, changed_at = now()
        where name = $1 and revision = $6
        returning revision
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The configuration of that name.</summary>
    /// <param name="caller">Who reads it: to write configurations, or to make loan tapes.</param>
    /// <param name="name">As in <c>config=</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<TapeConfiguration>> FindAsync(Caller caller, string name, CancellationToken ct)
    {
        if (!caller.May(Permissions.LendingLoan) && !caller.May(Permissions.TapesManage))
        {
            return Forbidden("use", Permissions.LendingLoan);
        }

        await using var command = database.App.CreateCommand(
            "select name, revision, masked, fields, filters, description from app.loan_tape_config where name = $1");
        command.Parameters.AddWithValue(name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? Read(reader)
            : new Problem(ProblemKind.NotFound, $"There is no tape configuration '{name}'.", "config", "unknown_configuration");
    }

    /// <summary>All configurations by name.</summary>
    /// <param name="caller">Who looks; must hold <c>tapes.manage</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<TapeSummary>>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permissions.TapesManage))
        {
            return Forbidden("list", Permissions.TapesManage);
        }

        await using var command = database.App.CreateCommand(
            "select name, description, revision, masked, jsonb_array_length(fields), changed_at from app.loan_tape_config order by name");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<TapeSummary>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new TapeSummary(
                reader.GetString(0),
                reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.GetInt32(2),
                reader.GetBoolean(3),
                reader.GetInt32(4),
                reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return Outcome<IReadOnlyList<TapeSummary>>.Of(found);
    }

    /// <summary>Names of configurations, in order.</summary>
    /// <param name="caller">Who looks: to make loan tapes.</param>
    /// <param name="wanted">Which names.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<Choice>>> NamesAsync(Caller caller, Func<string, bool> wanted, int take, CancellationToken ct)
    {
        if (!caller.May(Permissions.LendingLoan))
        {
            return Forbidden("list", Permissions.LendingLoan);
        }

        await using var command = database.App.CreateCommand("select name from app.loan_tape_config order by name");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<Choice>();
        while (names.Count < take && await reader.ReadAsync(ct))
        {
            var name = reader.GetString(0);
            if (wanted(name))
            {
                names.Add(new Choice(name, name));
            }
        }

        return Outcome<IReadOnlyList<Choice>>.Of(names);
    }

    /// <summary>Saves a configuration: a new one, or the next revision of the one that was read.</summary>
    /// <param name="caller">Who; must hold <c>tapes.manage</c>.</param>
    /// <param name="draft">What.</param>
    /// <param name="revision">The revision that was read; null = a new configuration.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The saved configuration; a conflict where somebody else saved in between, or the name is taken.</returns>
    public async Task<Outcome<TapeConfiguration>> SaveAsync(Caller caller, TapeDraft draft, int? revision, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        var problems = draft.Problems().ToList();
        if (problems.Count > 0)
        {
            return Outcome<TapeConfiguration>.From(problems);
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(revision is null ? Insert : Update, connection, transaction);
        command.Parameters.AddWithValue(draft.Name);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)draft.Description ?? DBNull.Value });
        command.Parameters.AddWithValue(draft.Masked);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(draft.Fields, s_json) });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(draft.Filters, s_json) });
        command.Parameters.Add(revision is { } read
            ? new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = read }
            : new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)caller.PersonId ?? DBNull.Value });
        if (await command.ExecuteScalarAsync(ct) is not int saved)
        {
            return revision is null
                ? new Problem(ProblemKind.Conflict, $"There is a tape configuration '{draft.Name}' already. Choose another name, or change that one.", "name", "name_taken")
                : new Problem(ProblemKind.Conflict, $"'{draft.Name}' was changed or deleted by somebody else since you opened it. Open it again; nothing was saved.", null, "stale");
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("tape.save", AuditOutcome.Done, "tape", draft.Name, Details: Details(saved, draft.Masked)), ct);
        await transaction.CommitAsync(ct);
        return new TapeConfiguration(draft.Name, saved, draft.Masked, draft.Fields, draft.Filters) { Description = draft.Description };
    }

    /// <summary>Deletes a configuration as it was read.</summary>
    /// <param name="caller">Who; must hold <c>tapes.manage</c>.</param>
    /// <param name="name">Which.</param>
    /// <param name="revision">The revision that was read.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Null when it is gone; a conflict where somebody else saved or deleted it in between.</returns>
    public async Task<Problem?> DeleteAsync(Caller caller, string name, int revision, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("delete from app.loan_tape_config where name = $1 and revision = $2 returning masked", connection, transaction);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(revision);
        if (await command.ExecuteScalarAsync(ct) is not bool masked)
        {
            return new Problem(ProblemKind.Conflict, $"'{name}' was changed or deleted by somebody else since you opened it. Open it again; nothing was deleted.", null, "stale");
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("tape.delete", AuditOutcome.Done, "tape", name, Details: Details(revision, masked)), ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    // Whether personal data are masked in it is what an auditor asks first.
    private static Dictionary<string, string> Details(int revision, bool masked) => new()
    {
        ["revision"] = revision.ToString(CultureInfo.InvariantCulture),
        ["masked"] = masked ? "yes" : "no",
    };

    private static Problem? Refusal(Caller caller) =>
        caller.May(Permissions.TapesManage) ? caller.ReadsOnly : Forbidden("change", Permissions.TapesManage);

    private static Problem Forbidden(string what, string right) => new(
        ProblemKind.Forbidden, $"You may not {what} tape configurations. It needs the right {right}; an administrator grants it by a role.", null, "forbidden");

    private static TapeConfiguration Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        reader.GetBoolean(2),
        JsonSerializer.Deserialize<List<TapeField>>(reader.GetString(3), s_json) ?? [],
        JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(4), s_json) ?? [])
    {
        Description = reader.IsDBNull(5) ? null : reader.GetString(5),
    };
}
