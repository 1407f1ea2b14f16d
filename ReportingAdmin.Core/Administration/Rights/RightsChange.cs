using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Administration.Rights;

/// <summary>One change of a person's rights: checked, done and audited in one transaction, with the person's row locked.</summary>
internal sealed class RightsChange : IAsyncDisposable
{
    // Of its own: two changes at once could each take the right to change rights from the other's last holder.
    private const long Turn = 0x7269676874735f31;

    private readonly Caller _caller;
    private readonly NpgsqlTransaction _transaction;

    private RightsChange(Caller caller, long person, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _caller = caller;
        _transaction = transaction;
        Person = person;
        Connection = connection;
    }

    /// <summary>Whose rights.</summary>
    public long Person { get; }

    /// <summary>The name of the person.</summary>
    public string Name { get; private set; } = "";

    /// <summary>In the change's transaction.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>What stands against any change; null = nothing.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Begins a change.</summary>
    /// <param name="database">The application's way in.</param>
    /// <param name="caller">Who changes.</param>
    /// <param name="person">Whose rights.</param>
    /// <param name="version">The version that was read; null = whatever it is.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<RightsChange> BeginAsync(ReportingDatabase database, Caller caller, long person, long? version, CancellationToken ct)
    {
        var connection = await database.App.OpenConnectionAsync(ct);
        var change = new RightsChange(caller, person, connection, await connection.BeginTransactionAsync(ct));
        change.Problem = AccessDirectory.Refusal(caller) ?? caller.ReadsOnly ?? (caller.PersonId == person
            ? new Problem(ProblemKind.Forbidden, "Nobody changes their own rights. Ask another administrator.", null, "own_rights")
            : await change.LockAsync(version, ct));
        return change;
    }

    /// <summary>Gives a role; null = it was given.</summary>
    /// <param name="role">Its name.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Problem?> GrantAsync(string role, CancellationToken ct)
    {
        var given = await ExecuteAsync(
            "insert into app.role_grant (person_id, role_id, granted_by) select $1, r.id, $3 from app.role r where r.name = $2 and not r.everyone on conflict do nothing",
            ct,
            Person,
            role,
            (object?)_caller.PersonId ?? DBNull.Value);
        return given > 0 ? null : new Problem(ProblemKind.Conflict, $"{Name} holds {role} already, or there is no such role to give.", "role", "held");
    }

    /// <summary>Refuses a change after which nobody could change rights any more.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<Problem?> LastOneAsync(CancellationToken ct)
    {
        await using var command = Command(
            """
            select exists (
                select from app.person p
                where p.disabled_at is null and exists (
                    select from app.role r join app.role_permission rp on rp.role_id = r.id and rp.permission = $1
                    where r.everyone or exists (select from app.role_grant g where g.role_id = r.id and g.person_id = p.id)))
            """,
            Permissions.AccessManage);
        return await command.ExecuteScalarAsync(ct) is true
            ? null
            : new Problem(ProblemKind.Conflict, $"{Name} is the last one who can say who may see what. Give somebody else that right first.", null, "last_administrator");
    }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">With $1, $2 …</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="arguments">Their values.</param>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object[] arguments)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Audits and commits.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="details">From what to what.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Always null, to end a chain of problems.</returns>
    public async Task<Problem?> CommitAsync(string action, Dictionary<string, string> details, CancellationToken ct)
    {
        var key = Person.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await AuditLog.WriteAsync(Connection, _caller, new AuditEntry(action, AuditOutcome.Done, "person", key, Details: details), ct);
        await _transaction.CommitAsync(ct);
        return null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private async Task<Problem?> LockAsync(long? version, CancellationToken ct)
    {
        await ExecuteAsync("select pg_advisory_xact_lock($1)", ct, Turn);
        await using var command = Command("select p.name, p.rights_version from app.person p where p.id = $1 for update", Person);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return new Problem(ProblemKind.NotFound, "There is no such person.", null, "unknown_person");
        }

        Name = reader.GetString(0);
        return version is { } read && reader.GetInt64(1) != read
            ? new Problem(ProblemKind.Conflict, $"The rights of {Name} were changed since you opened this page. It shows them anew; nothing was saved.", null, "stale")
            : null;
    }

    private NpgsqlCommand Command(string sql, params object[] arguments)
    {
        var command = new NpgsqlCommand(sql, Connection, _transaction);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(argument is DBNull ? new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint, Value = argument } : new NpgsqlParameter { Value = argument });
        }

        return command;
    }
}
