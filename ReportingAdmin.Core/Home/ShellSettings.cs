using Microsoft.EntityFrameworkCore;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Home;

/// <summary>Reads and changes how the site's frame behaves for the caller; never for anybody else.</summary>
/// <param name="contexts">The application's tables.</param>
/// <param name="database">The application's way in.</param>
public sealed class ShellSettings(IDbContextFactory<ReportingDbContext> contexts, ReportingDatabase database)
{
    /// <summary>The caller's settings; the defaults where he changed nothing.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ShellSetting> ReadAsync(Caller caller, CancellationToken ct)
    {
        var person = caller.PersonId ?? 0;
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Set<ShellSetting>().AsNoTracking().SingleOrDefaultAsync(setting => setting.PersonId == person, ct) ?? new ShellSetting { PersonId = person };
    }

    /// <summary>The tour was finished or skipped, or is to be offered again.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="ended">False = offer it again.</param>
    /// <param name="ct">Stops it.</param>
    public Task EndTourAsync(Caller caller, bool ended, CancellationToken ct) =>
        WriteAsync("tour_ended_at", "case when $2 then clock_timestamp() end", caller, ended, ct);

    /// <summary>Whether single letters are keys.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="on">True = they are.</param>
    /// <param name="ct">Stops it.</param>
    public Task UseSingleKeysAsync(Caller caller, bool on, CancellationToken ct) => WriteAsync("single_keys", "$2", caller, on, ct);

    /// <summary>Whether the catalogue shows cards.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="cards">False = a list.</param>
    /// <param name="ct">Stops it.</param>
    public Task ShowCardsAsync(Caller caller, bool cards, CancellationToken ct) => WriteAsync("catalog_cards", "$2", caller, cards, ct);

    // One setting at a time, so that two tabs do not write back what the other changed.
    private async Task WriteAsync(string column, string value, Caller caller, bool given, CancellationToken ct)
    {
        if (caller.ReadsOnly is not null || caller.PersonId is not { } person)
        {
            return;
        }

        await using var command = database.App.CreateCommand(
            $"insert into app.shell_setting (person_id, {column}) values ($1, {value}) on conflict (person_id) do update set {column} = excluded.{column}");
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(given);
        await command.ExecuteNonQueryAsync(ct);
    }
}
