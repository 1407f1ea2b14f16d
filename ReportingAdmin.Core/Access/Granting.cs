using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Access;

/// <summary>Who can help a person that lacks a right.</summary>
/// <param name="Roles">Roles that include the right.</param>
/// <param name="Granters">Names of people who grant roles, at most three.</param>
public sealed record GrantedBy(IReadOnlyList<string> Roles, IReadOnlyList<string> Granters);

/// <summary>Knows which roles include a right and who grants roles.</summary>
/// <param name="database">The application's way in.</param>
public sealed class Granting(ReportingDatabase database)
{
    /// <summary>Looks it up.</summary>
    /// <param name="permission">The right that is missing.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<GrantedBy> FindAsync(string permission, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select array(select r.name from app.role r join app.role_permission rp on rp.role_id = r.id where rp.permission = $1 order by r.name),
                   array(select p.name from app.person p
                         where p.disabled_at is null
                           and exists (select from app.role_grant g join app.role_permission rp on rp.role_id = g.role_id
                                       where g.person_id = p.id and rp.permission = 'access.manage')
                         order by p.name limit 3)
            """);
        command.Parameters.AddWithValue(permission);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new GrantedBy(reader.GetFieldValue<string[]>(0), reader.GetFieldValue<string[]>(1));
    }
}
