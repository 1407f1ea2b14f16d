using Npgsql;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>
/// Steps of a run at which a test parks it, and waits of random length at them, made by triggers and a policy of the test's own
/// database: the product knows nothing of them. Steps: <c>claim</c>, <c>query</c>, <c>publish</c> (the file has its final name,
/// the state is about to be written), <c>end</c> (any other ending), <c>renew</c>, <c>load</c> (an import reached the agency LOAD).
/// </summary>
/// <param name="db">The database.</param>
internal sealed class Breakpoints(TestDatabase db)
{
    private const string Make =
        """
        create schema fault;
        grant usage on schema fault to public;
        create table fault.wait (step text primary key, most_seconds double precision not null);
        create function fault.at(step text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
        declare
            most double precision;
        begin
            perform pg_advisory_lock_shared(hashtextextended('fault.' || step, 0));
            perform pg_advisory_unlock_shared(hashtextextended('fault.' || step, 0));
            select w.most_seconds into most from fault.wait w where w.step = at.step;
            if most > 0 then
                perform pg_sleep(random() * most);
            end if;
            return true;
        end $$;
        create function fault.step() returns trigger language plpgsql as $$
        begin
            perform fault.at(tg_argv[0]);
            return new;
        end $$;
        create trigger fault_claim after insert on app.run_attempt for each row execute function fault.step('claim');
        create trigger fault_publish before update on app.run for each row
            when (new.status = 'completed' and old.status = 'generating') execute function fault.step('publish');
        create trigger fault_end before update on app.run for each row
            when (new.status <> 'completed' and new.status <> 'generating' and old.status = 'generating') execute function fault.step('end');
        create trigger fault_renew before update on app.run for each row
            when (new.lease_until > old.lease_until and new.lease_epoch = old.lease_epoch) execute function fault.step('renew');
        create trigger fault_load before insert on escrow.agency for each row when (new.code = 'LOAD') execute function fault.step('load');
        create policy fault_query on escrow.escrow_case as restrictive for select to reporting_all using ((select fault.at('query')));
        """;

    /// <summary>Puts them into the database.</summary>
    public async Task MakeAsync()
    {
        await using var command = db.Superuser.CreateCommand(Make);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every run waits up to so long at a step, each by chance; zero = no wait.</summary>
    /// <param name="step">The step.</param>
    /// <param name="most">The longest.</param>
    public async Task WaitAsync(string step, TimeSpan most)
    {
        await using var command = db.Superuser.CreateCommand(
            "insert into fault.wait values ($1, $2) on conflict (step) do update set most_seconds = excluded.most_seconds");
        command.Parameters.AddWithValue(step);
        command.Parameters.AddWithValue(most.TotalSeconds);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Holds every run at a step until disposed.</summary>
    /// <param name="step">The step.</param>
    public async Task<IAsyncDisposable> ParkAsync(string step)
    {
        var connection = new NpgsqlConnection(db.Logins.Owner + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('fault.' || $1, 0))", connection);
        command.Parameters.AddWithValue(step);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Waits until so many runs stand at the parked step.</summary>
    /// <param name="count">How many.</param>
    public Task ReachedAsync(long count = 1) => FaultSystem.UntilAsync(
        async () =>
        {
            await using var command = db.Superuser.CreateCommand(
                "select count(*) from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and l.locktype = 'advisory' and l.mode = 'ShareLock' and not l.granted");
            return (long)(await command.ExecuteScalarAsync())! == count;
        },
        $"{count} runs at the parked step");
}
