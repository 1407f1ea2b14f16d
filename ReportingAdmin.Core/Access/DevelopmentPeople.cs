using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Access;

/// <summary>A made-up person to sign in as.</summary>
/// <param name="Id">The row.</param>
/// <param name="Name">The name.</param>
/// <param name="Roles">Role names, those that everyone holds left out.</param>
/// <param name="Scope">The rows seen.</param>
public sealed record DevelopmentPerson(long Id, string Name, IReadOnlyList<string> Roles, RowScope Scope);

/// <summary>
/// Made-up people, one for each role and some with a limited row scope, from whom a developer picks at sign-in. Used in the
/// environment Development alone.
/// </summary>
/// <param name="database">The application's way in.</param>
public sealed class DevelopmentPeople(ReportingDatabase database)
{
    private const string Provider = "development";

    private static readonly Made[] s_people =
    [
        new("olivia", "Olivia Operations", ["Operations"], Rows.All),
        new("fred", "Fred Finance", ["Finance"], Rows.All),
        new("carla", "Carla Collections", ["Collections"], Rows.All),
        new("conrad", "Conrad Compliance", ["Compliance"], Rows.All),
        new("edith", "Edith Executive", ["Executive"], Rows.All),
        new("audrey", "Audrey Auditor", ["Auditor"], Rows.All),
        new("adam", "Adam Admin", ["Admin"], Rows.All),
        new("vera", "Vera Viewer", [], Rows.All),
        new("tara", "Tara Twoagencies", ["Operations"], Rows.TwoAgencies),
        new("oscar", "Oscar Oneportfolio", ["Finance", "Collections"], Rows.OnePortfolio),
    ];

    private enum Rows
    {
        All,
        TwoAgencies,
        OnePortfolio,
    }

    /// <summary>
    /// Makes those that are missing. The limited ones get their agencies and portfolio once there are some; until then they see
    /// no rows. What an administrator changed later stays.
    /// </summary>
    /// <param name="ct">Stops it.</param>
    public async Task SeedAsync(CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var person in s_people)
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                with made as (
                    insert into app.person (provider, subject, name, email) values ($1, $2, $3, $2 || '@example.com')
                    on conflict (provider, tenant, subject) do nothing
                    returning id
                )
                insert into app.role_grant (person_id, role_id)
                select made.id, r.id from made join app.role r on r.name = any($4)
                """;
            command.Parameters.AddWithValue(Provider);
            command.Parameters.AddWithValue(person.Subject);
            command.Parameters.AddWithValue(person.Name);
            command.Parameters.AddWithValue(person.Roles);
            await command.ExecuteNonQueryAsync(ct);

            await using var scope = connection.CreateCommand();
            scope.CommandText =
                $"""
                insert into app.user_scope (person_id, unrestricted, agency_code, portfolio_code)
                select p.id, s.unrestricted, s.agency_code, s.portfolio_code
                from app.person p
                cross join ({ScopeOf(person.Sees)}) as s (unrestricted, agency_code, portfolio_code)
                where p.provider = $1 and p.subject = $2 and not exists (select from app.user_scope u where u.person_id = p.id)
                on conflict do nothing
                """;
            scope.Parameters.AddWithValue(Provider);
            scope.Parameters.AddWithValue(person.Subject);
            await scope.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Those that can be picked, in the order of the roles.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<DevelopmentPerson>> ListAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select p.id, p.name,
                   array(select r.name from app.role_grant g join app.role r on r.id = g.role_id where g.person_id = p.id order by r.name),
                   exists (select from app.user_scope s where s.person_id = p.id and s.unrestricted),
                   array(select s.agency_code from app.user_scope s where s.person_id = p.id and s.agency_code is not null),
                   array(select s.portfolio_code from app.user_scope s where s.person_id = p.id and s.portfolio_code is not null)
            from app.person p
            where p.provider = $1 and p.disabled_at is null
            order by p.id
            """);
        command.Parameters.AddWithValue(Provider);
        var people = new List<DevelopmentPerson>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var scope = reader.GetBoolean(3) ? RowScope.All : RowScope.Of(reader.GetFieldValue<string[]>(4), reader.GetFieldValue<string[]>(5));
            people.Add(new DevelopmentPerson(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<string[]>(2), scope));
        }

        return people;
    }

    private static string ScopeOf(Rows rows) => rows switch
    {
        Rows.All => "select true, null::text, null::text",
        Rows.TwoAgencies => "select false, code, null::text from escrow.agency order by code limit 2",
        _ => "select false, null::text, code from lending.portfolio order by code limit 1",
    };

    private sealed record Made(string Subject, string Name, string[] Roles, Rows Sees);
}
